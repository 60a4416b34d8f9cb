import { isKnownEventType, REALTIME_PAYLOAD_SCHEMAS } from '@vppos/core/types';

/** Who tries: a sample is for their own company. */
export interface SampleSetting {
  readonly companyId: number;
  readonly tillId: string;
}

/** What samples read of a schema; each kind has the fields of its kind. */
interface SchemaNode {
  readonly type: string;
  readonly entries?: Readonly<Record<string, SchemaNode>>;
  readonly wrapped?: SchemaNode;
  readonly options?: readonly unknown[];
}

/** The sender and the server add these. */
const ADDED: readonly string[] = ['occurred_at', 'test'];

/**
 * A payload that a type's schema accepts, made from the schema itself, so that a new type has a sample at once. An empty
 * object for a type this build does not know.
 */
export function samplePayload(type: string, setting: SampleSetting): object {
  // Every row of the table is a valibot schema of one of the kinds below.
  const schema = isKnownEventType(type) ? (REALTIME_PAYLOAD_SCHEMAS[type] as SchemaNode) : null;
  return schema === null ? {} : sampleObject(schema, setting);
}

function sampleObject({ entries = {} }: SchemaNode, setting: SampleSetting): object {
  const shown = Object.entries(entries).filter(([name]) => !ADDED.includes(name));
  return Object.fromEntries(shown.map(([name, node]) => [name, sampleValue(name, node, setting)]));
}

function sampleValue(name: string, node: SchemaNode, setting: SampleSetting): unknown {
  switch (node.type) {
    case 'exact_optional':
    case 'optional':
      return node.wrapped === undefined ? null : sampleValue(name, node.wrapped, setting);
    case 'picklist':
      return node.options?.[0];
    case 'number':
      return sampleNumber(name, setting);
    case 'string':
      return sampleText(name, setting);
    case 'boolean':
      return true;
    case 'array':
      return [];
    default:
      return sampleObject(node, setting);
  }
}

function sampleNumber(name: string, { companyId }: SampleSetting): number {
  if (name === 'company_id') return companyId;
  if (name.endsWith('_id')) return 1001;
  return name === 'remaining' ? 0 : 250_000;
}

function sampleText(name: string, { tillId }: SampleSetting): string {
  const texts: Readonly<Record<string, string>> = {
    message: 'Sự kiện thử',
    invoice_number: 'HD-1001',
    till_id: tillId,
    method: 'vietqr',
    status: 'paid',
  };
  return texts[name] ?? name;
}
