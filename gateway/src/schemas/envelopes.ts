import { CONTROL_SCHEMAS } from '@vppos/core/protocol';
import type { Problem, PublishReceipt } from '@vppos/core/types';
import * as v from 'valibot';
import { jsonObjectSchema } from '../publish/readRequest.ts';

const receipt = v.looseObject({
  id: v.string(),
  duplicate: v.boolean(),
  streams: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
}) satisfies v.GenericSchema<unknown, PublishReceipt>;

const problem = v.looseObject({
  type: v.string(),
  title: v.string(),
  status: v.pipe(v.number(), v.safeInteger(), v.minValue(400), v.maxValue(599)),
  detail: v.exactOptional(v.string()),
  errors: v.exactOptional(v.array(v.looseObject({ path: v.string(), message: v.string() }))),
}) satisfies v.GenericSchema<unknown, Problem>;

const page = v.looseObject({
  events: v.array(v.looseObject({ id: v.string(), event: v.string(), data: jsonObjectSchema })),
  cursor: v.string(),
  more: v.boolean(),
  resync: v.exactOptional(v.looseObject({ reason: CONTROL_SCHEMAS['stream.resync'].entries.reason })),
});

/** What the gateway answers. Loose: a newer gateway may say more. A hyphen keeps these names apart from event types. */
export const ANSWER_SCHEMAS = {
  'publish-receipt': { title: 'The answer to one published event', schema: receipt },
  'publish-receipts': { title: 'The answer to a published batch, in its order', schema: v.array(receipt) },
  'poll-page': { title: 'The answer to GET /api/v1/events', schema: page },
  'problem-details': { title: 'Every error of every endpoint, application/problem+json', schema: problem },
};
