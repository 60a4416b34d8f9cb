declare const cursorBrand: unique symbol;

/**
 * The position of one event in the log, `<epoch>-<seq>`, 1–64 characters of `[A-Za-z0-9._-]`.
 * Opaque everywhere but in `core/protocol/cursor.ts`.
 */
export type Cursor = string & { readonly [cursorBrand]: true };
