import { type JsonSchema, type OverrideActionContext, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { jsonObjectSchema, wellFormed } from '../publish/readRequest.ts';

/** A check that JSON Schema cannot express, or expresses only as a note that validators skip. */
export class SchemaLossError extends Error {
  override readonly name = 'SchemaLossError';
  readonly code = 'SCHEMA_LOSS';
}

/** Keywords of draft 2020-12 that assert nothing. */
const ANNOTATIONS = ['format', 'contentEncoding'];

/**
 * The JSON Schema (draft 2020-12, without `$schema`) that accepts what `schema` accepts.
 * @throws SchemaLossError when it would accept more.
 */
export function jsonSchemaOf(schema: v.GenericSchema): JsonSchema {
  try {
    const { $schema, ...converted } = toJsonSchema(schema, {
      target: 'draft-2020-12',
      errorMode: 'throw',
      overrideSchema: ({ valibotSchema }) => (valibotSchema === jsonObjectSchema ? { type: 'object' } : null),
      overrideAction: refuseLoss,
    });
    return converted;
  } catch (error) {
    throw new SchemaLossError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function refuseLoss({ valibotAction, jsonSchema }: OverrideActionContext): JsonSchema | null {
  // Told in words (`BEYOND_THE_SCHEMA`): Go and PCRE cannot read a pattern with surrogates, and would refuse the whole schema.
  if (valibotAction === wellFormed) return { ...jsonSchema, pattern: undefined };
  if (!ANNOTATIONS.some((keyword) => keyword in jsonSchema)) return null;
  throw new Error(`The "${valibotAction.type}" action becomes an annotation; say it as a regex.`);
}
