import fc from 'fast-check';

/** The part of JSON Schema that the tables of core use so far; `rightValue` says which keyword it has to be taught. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Values that are right under `schema`, unless the schema is wrong. */
export function rightValue(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const { minimum: min = -1e6, maximum: max = 1e6 } = schema;
  switch (schema.type) {
    case undefined:
      return fc.jsonValue({ maxDepth: 2 });
    case 'string':
      return fc.string({ unit: 'grapheme' });
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.oneof(fc.maxSafeInteger(), fc.constantFrom(min, max)).filter((n) => n >= min && n <= max);
    case 'number':
      return fc.double({ min, max: Math.max(min, max), noNaN: true });
    case 'array':
      return fc.array(rightValue(schema.items ?? {}), { maxLength: 3 });
    case 'object':
      return rightObject(schema);
    default:
      throw new Error(`Teach rightValue to make a ${schema.type}.`);
  }
}

function rightObject({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, rightValue(schema)]));
  const known = fc.record(model, { requiredKeys: [...required] });
  const extra = fc.dictionary(
    fc.constantFrom('extra', 'constructor', 'toString', 'tip'),
    fc.jsonValue({ maxDepth: 1 }),
    {
      maxKeys: 2,
    },
  );
  return fc.tuple(extra, known).map(([more, payload]) => ({ ...more, ...payload }));
}

const EDGES = [
  null,
  0,
  -1,
  1,
  0.5,
  -0,
  2 ** 53,
  2 ** 53 - 1,
  -(2 ** 53),
  1e300,
  '',
  '1',
  true,
  [],
  {},
  [1],
  { a: null },
];
const anyValue = fc.oneof(fc.constantFrom(...EDGES), fc.jsonValue({ maxDepth: 1 }));
/** One change somewhere in a value: `spot` walks down, then a key goes or its value becomes another. */
const change = fc.record({ spot: fc.nat(), deeper: fc.nat(3), to: fc.option(anyValue) });

/** What `right` makes, with up to two places changed at random: mostly wrong, sometimes still right. */
export function changedValue(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(right, fc.array(change, { maxLength: 2 })).map(([value, changes]) => {
    // Through JSON: what a test checks is what can come over the wire.
    const copy: unknown = JSON.parse(JSON.stringify(value));
    for (const one of changes) changeAt(copy, one);
    return copy;
  });
}

function changeAt(value: unknown, { spot, deeper, to }: { spot: number; deeper: number; to: unknown }): void {
  if (typeof value !== 'object' || value === null) return;
  // An object as far as a test needs it; arrays are changed by their indexes.
  const target = value as Record<string, unknown>;
  const keys = Object.keys(target);
  const key = keys[spot % keys.length];
  if (key === undefined) return;
  const inner = target[key];
  if (deeper === 0 && typeof inner === 'object' && inner !== null) {
    changeAt(inner, { spot, deeper, to });
    return;
  }
  if (to === null && !Array.isArray(value)) delete target[key];
  // A copy: what a later change finds inside it is changed, and EDGES are everybody's.
  else target[key] = structuredClone(to);
}
