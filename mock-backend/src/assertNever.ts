/** Fails to compile where a union has a member nobody thought of, and throws where a value broke its type. */
export function assertNever(value: never): never {
  throw new Error(`No case for ${JSON.stringify(value)}.`);
}
