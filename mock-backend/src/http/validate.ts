import { toPayloadIssues } from '@vppos/core/protocol';
import * as v from 'valibot';
import { HttpProblem } from './problem.ts';

/** The value as its schema says, or a 400 problem that names every wrong path. */
export function validate<S extends v.GenericSchema>(schema: S, value: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  throw new HttpProblem(400, 'invalid', {
    detail: 'Some fields are missing or wrong; see errors.',
    errors: toPayloadIssues(result.issues),
  });
}

const digits = v.pipe(v.string(), v.regex(/^[1-9][0-9]{0,14}$/, 'A whole number from 1.'), v.transform(Number));

/** A whole number from 1, as a path or a query writes it. */
export const numberInUrl = digits;

/** Where a cashier stands: 1–64 characters without control characters. */
export const tillId = v.pipe(v.string(), v.regex(/^[^\p{Cc}]{1,64}$/u, '1–64 printable characters.'));

/** Cash in whole VND. The bound keeps a barcode that was scanned into the field from being money. */
export const cashAmount = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(10_000_000_000));

/** Names one request of one user, so that sending it again does nothing twice. */
export const idempotencyKey = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** Words of a person, at most `maxLength` characters; nothing but blanks is nothing. */
export function words(maxLength: number) {
  return v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(maxLength),
    v.transform((text) => (text === '' ? null : text)),
  );
}

/** The id in a path; anything that cannot be one is 404, like an id that does not exist. */
export function idFromPath(params: unknown, name: string): number {
  const result = v.safeParse(v.object({ [name]: digits }), params);
  const id = result.success ? result.output[name] : undefined;
  if (id !== undefined) return id;
  throw new HttpProblem(404, 'not-found', { detail: 'There is nothing under this number.' });
}
