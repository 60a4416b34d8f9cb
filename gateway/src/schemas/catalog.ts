import { createHash } from 'node:crypto';
import type { JsonSchema } from '@valibot/to-json-schema';
import { CONTROL_SCHEMAS } from '@vppos/core/protocol';
import { REALTIME_EVENT_TYPES, REALTIME_PAYLOAD_SCHEMAS } from '@vppos/core/types';
import { ANSWER_SCHEMAS } from './envelopes.ts';
import { jsonSchemaOf } from './jsonSchemaOf.ts';
import { BEYOND_THE_SCHEMA, publishBatchSchema, publishRequestSchema } from './publishSchema.ts';

/** Where the schemas are served, and the base of every `$id`. */
export const SCHEMAS_PATH = '/api/v1/events/schemas';

/** Bytes that are served as they are. */
export interface SchemaDocument {
  readonly body: string;
  readonly etag: string;
}

export interface SchemaCatalog {
  /** Every name with its title and URL, event types apart from envelopes. */
  readonly index: SchemaDocument;
  readonly schemas: ReadonlyMap<string, SchemaDocument>;
}

interface NamedSchema {
  readonly name: string;
  readonly title: string;
  readonly schema: JsonSchema;
}

/** @throws SchemaLossError when a table of core or of the gateway checks what JSON Schema cannot say. */
export function createSchemaCatalog(): SchemaCatalog {
  const events = eventSchemas();
  const envelopes = [...publishSchemas(events), ...answerSchemas(), ...controlSchemas()];
  const index = { events: events.map(rowOf), envelopes: envelopes.map(rowOf) };
  return {
    index: documentOf(index),
    schemas: new Map([...events, ...envelopes].map((named) => [named.name, documentOf(dialectOf(named))])),
  };
}

function eventSchemas(): NamedSchema[] {
  return Object.values(REALTIME_EVENT_TYPES).map((name) => ({
    name,
    title: `The payload of ${name}`,
    schema: jsonSchemaOf(REALTIME_PAYLOAD_SCHEMAS[name]),
  }));
}

function publishSchemas(events: readonly NamedSchema[]): NamedSchema[] {
  const request = publishRequestSchema(Object.fromEntries(events.map(({ name, schema }) => [name, schema])));
  const description = `Beyond what this schema says: ${BEYOND_THE_SCHEMA}`;
  return [
    { name: 'publish-request', title: 'The body of POST /api/v1/events', schema: { description, ...request } },
    {
      name: 'publish-batch',
      title: 'The body of POST /api/v1/events with many events, at most 1 MiB',
      schema: { description, ...publishBatchSchema(request) },
    },
  ];
}

function answerSchemas(): NamedSchema[] {
  return Object.entries(ANSWER_SCHEMAS).map(([name, { title, schema }]) => ({
    name,
    title,
    schema: jsonSchemaOf(schema),
  }));
}

function controlSchemas(): NamedSchema[] {
  return Object.entries(CONTROL_SCHEMAS).map(([name, schema]) => ({
    name,
    title: `The data of ${name}`,
    schema: jsonSchemaOf(schema),
  }));
}

function urlOf(name: string): string {
  return `${SCHEMAS_PATH}/${name}.json`;
}

function rowOf({ name, title }: NamedSchema): { name: string; title: string; url: string } {
  return { name, title, url: urlOf(name) };
}

function dialectOf({ name, title, schema }: NamedSchema): JsonSchema {
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: urlOf(name), title, ...schema };
}

function documentOf(value: unknown): SchemaDocument {
  const body = `${JSON.stringify(value, null, 2)}\n`;
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
