import {
  checkPayload,
  EVENT_TYPE_PATTERN,
  type PayloadIssue,
  RESERVED_TYPES,
  toPayloadIssues,
} from '@vppos/core/protocol';
import * as v from 'valibot';
import type { Refusal } from '../http/problem.ts';
import type { Append, Target } from '../log/eventLog.ts';
import { bodyHash } from './bodyHash.ts';

/** Who publishes: a service's `sub`, and the one company it may publish for, or null for any and for everyone. */
export interface Publisher {
  readonly sub: string;
  readonly companyId: number | null;
}

export type ReadItem =
  | { readonly ok: true; readonly append: Append; readonly type: string; readonly target: Target }
  | { readonly ok: false; readonly refusal: Refusal };

/** One item, as UTF-8 JSON. */
const ITEM_MAX_BYTES = 64 * 1024;
const DEPTH_MAX = 64;
const TARGET_IDS_MAX = 100;

const companyId = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
/** No half of a surrogate pair: a file keeps UTF-8, in which all halves are one and the same character. */
const WELL_FORMED = /^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$/;
export const wellFormed = v.regex(WELL_FORMED, 'must be well-formed text');
const targetId = v.pipe(v.string(), v.minLength(1), v.maxLength(128), wellFormed);
/** Not v.record: it takes arrays, and leaves keys such as `constructor` out of what it gives back. */
export const jsonObjectSchema = v.custom<Record<string, unknown>>(isJsonObject, 'must be a JSON object');
/** The shape of one item. */
export const requestSchema = v.object({
  event: v.pipe(
    v.string(),
    v.regex(EVENT_TYPE_PATTERN, `must match ${EVENT_TYPE_PATTERN.source}`),
    v.notValues(RESERVED_TYPES, 'is a reserved name'),
  ),
  data: jsonObjectSchema,
  target: v.picklist(['all', 'company', 'user', 'session', 'client']),
  targetId: v.optional(targetId),
  targetIds: v.optional(v.pipe(v.array(targetId), v.minLength(1), v.maxLength(TARGET_IDS_MAX))),
  companyId: v.optional(companyId),
  idempotencyKey: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200), wellFormed)),
  // Other unknown keys pass. This one, spelled as payloads are, would let every retry be a second event.
  idempotency_key: v.optional(v.never('is spelled idempotencyKey')),
});
type Request = v.InferOutput<typeof requestSchema>;

/** Decodes one item of a publish and checks everything the contract asks of it. Nothing is written. */
export function readItem(raw: unknown, publisher: Publisher): ReadItem {
  const flaw = flawOf(raw);
  if (flaw !== null) return { ok: false, refusal: unprocessable([{ path: '', message: flaw }]) };
  const text = JSON.stringify(raw) ?? '';
  if (Buffer.byteLength(text) > ITEM_MAX_BYTES) {
    return { ok: false, refusal: { status: 413, detail: `An item is larger than ${ITEM_MAX_BYTES / 1024} KiB.` } };
  }
  const parsed = v.safeParse(requestSchema, raw);
  if (!parsed.success) return { ok: false, refusal: unprocessable(toPayloadIssues(parsed.issues)) };
  const request = parsed.output;
  const forbidden = companyRefusal(request, publisher);
  if (forbidden !== null) return { ok: false, refusal: { status: 403, detail: forbidden } };
  const addressed = readTarget(request, publisher.companyId);
  const issues = [...addressed.issues, ...payloadIssues(request), ...companyIssues(request.data, addressed.target)];
  if (addressed.target === null || issues.length > 0) return { ok: false, refusal: unprocessable(issues) };
  return accepted(request, addressed.target, publisher);
}

function accepted(request: Request, target: Target, publisher: Publisher): ReadItem {
  const { event: type, data, idempotencyKey: key } = request;
  const record = { kind: 'event' as const, type, json: JSON.stringify(data), target };
  if (key === undefined) return { ok: true, append: { record }, type, target };
  const idempotency = { sub: keyOwner(publisher), key, bodyHash: bodyHash({ type, data, target }) };
  return { ok: true, append: { record, idempotency }, type, target };
}

/** Services of two companies may have one name: neither learns which keys the other has used. */
function keyOwner({ sub, companyId }: Publisher): string {
  return `${companyId ?? ''}:${sub}`;
}

/** A service of one company publishes inside it; everyone is reached by a service without a company. */
function companyRefusal(request: Request, { companyId: own }: Publisher): string | null {
  if (own === null) return null;
  if (request.target === 'all') return 'Only a service without a company publishes to everyone.';
  return (request.companyId ?? own) === own ? null : 'This service publishes for its own company only.';
}

type Addressed =
  | { readonly target: Target; readonly issues: readonly [] }
  | { readonly target: null; readonly issues: readonly PayloadIssue[] };

function readTarget(request: Request, ownCompanyId: number | null): Addressed {
  const { target: kind, targetId, targetIds = [] } = request;
  const ids = [...new Set([...(targetId === undefined ? [] : [targetId]), ...targetIds])];
  const company = request.companyId ?? ownCompanyId;
  if (kind === 'all') {
    if (request.companyId !== undefined) return misaddressed('companyId', 'everyone is no company');
    return ids.length === 0 ? addressed({ kind }) : misaddressed('targetId', 'everyone has no ids');
  }
  if (company === null) return misaddressed('companyId', 'is needed for this target');
  if (kind === 'company') {
    if (ids.length > 0) return misaddressed('targetId', 'a company is named by companyId');
    return addressed({ kind, companyId: company });
  }
  if (ids.length === 0) return misaddressed('targetId', `this or targetIds is needed for target ${kind}`);
  return addressed({ kind, companyId: company, ids });
}

function addressed(target: Target): Addressed {
  return { target, issues: [] };
}

function misaddressed(path: string, message: string): Addressed {
  return { target: null, issues: [{ path, message }] };
}

function payloadIssues(request: Request): PayloadIssue[] {
  const check = checkPayload(request.event, request.data);
  return check.ok ? [] : check.issues.map(({ path, message }) => ({ path: join('data', path), message }));
}

/** A payload never names a company other than the one that gets to see it. */
function companyIssues(data: Request['data'], target: Target | null): PayloadIssue[] {
  if (
    target === null ||
    target.kind === 'all' ||
    !Object.hasOwn(data, 'company_id') ||
    data.company_id === target.companyId
  )
    return [];
  return [{ path: 'data.company_id', message: `must be ${target.companyId}, the company the event is for` }];
}

function unprocessable(errors: readonly PayloadIssue[]): Refusal {
  return { status: 422, detail: 'The event is not as its type and the contract want it.', errors };
}

export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(head: string, tail: string): string {
  return tail === '' ? head : `${head}.${tail}`;
}

/** What could not be written as it came. Walks without recursion: what is nested too deep would overflow the stack. */
function flawOf(raw: unknown): string | null {
  let level: unknown[] = [raw];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_MAX) return `is nested deeper than ${DEPTH_MAX} levels`;
    // `1e999` is read as Infinity, and would be written as null.
    if (level.some((value) => typeof value === 'number' && !Number.isFinite(value))) return 'has a number out of range';
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return null;
}
