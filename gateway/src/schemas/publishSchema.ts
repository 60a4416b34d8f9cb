import type { JsonSchema } from '@valibot/to-json-schema';
import { BATCH_MAX_ITEMS } from '../publish/publish.ts';
import { requestSchema } from '../publish/readRequest.ts';
import { jsonSchemaOf } from './jsonSchemaOf.ts';

/** What the gateway checks of an item and a schema cannot say. */
export const BEYOND_THE_SCHEMA = [
  'An item is at most 64 KiB of JSON and its payload at most 64 levels deep.',
  'Lengths of texts are counted in UTF-16 units; ids and keys are well-formed Unicode; no number is beyond a double.',
  'companyId is needed where the token names no company, and is the company of the token where it names one.',
  'data.company_id, where present, is the company the event is for.',
].join(' ');

const SINGLES = ['user', 'session', 'client'];
const forTargets = (targets: readonly string[], rule: JsonSchema): JsonSchema => ({
  if: { type: 'object', properties: { target: { enum: [...targets] } }, required: ['target'] },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema, in an object that nobody awaits
  then: { type: 'object', ...rule },
});
/** Which ids and companies go with which target: the same decisions as in `readRequest.ts`. */
const TARGET_RULES: readonly JsonSchema[] = [
  forTargets(['all'], { properties: { companyId: false, targetId: false, targetIds: false } }),
  forTargets(['company'], { properties: { targetId: false, targetIds: false } }),
  forTargets(SINGLES, { anyOf: [{ required: ['targetId'] }, { required: ['targetIds'] }] }),
];

/** One item: its shape, its target, and the payload where the type is known. */
export function publishRequestSchema(payloads: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const payloadRules = Object.keys(payloads).map((type) => ({
    if: { type: 'object' as const, properties: { event: { const: type } }, required: ['event'] },
    // biome-ignore lint/suspicious/noThenProperty: as above
    then: { type: 'object' as const, properties: { data: { $ref: `#/$defs/${type}` } } },
  }));
  return { ...jsonSchemaOf(requestSchema), allOf: [...TARGET_RULES, ...payloadRules], $defs: { ...payloads } };
}

/** An array of items, all or nothing. Like every schema here it needs no other document. */
export function publishBatchSchema({ $defs, ...request }: JsonSchema): JsonSchema {
  const items = { $ref: '#/$defs/publish-request' };
  return {
    type: 'array',
    items,
    minItems: 1,
    maxItems: BATCH_MAX_ITEMS,
    $defs: { ...$defs, 'publish-request': request },
  };
}
