import { type Desk, type Draft, MAX_DRAFTS, MAX_MADE, MAX_QUEUE, type QueuedOrder } from './desk.types.ts';
import { changeDraft, type DraftChange, limitOfChange } from './draftChange.ts';
import { totalsOf } from './totals.ts';

/** Whatever can happen to a desk. Ids and keys are fresh ones; `nextId` is for the empty draft that takes the place. */
export type DeskEdit =
  | { readonly type: 'ensured'; readonly id: string }
  | { readonly type: 'opened'; readonly id: string }
  | { readonly type: 'closed'; readonly id: string; readonly nextId: string }
  | { readonly type: 'changed'; readonly id: string; readonly change: DraftChange }
  | {
      readonly type: 'submitted';
      readonly id: string;
      readonly nextId: string;
      readonly key: string;
      readonly tillId: string | null;
      readonly at: number;
    }
  | { readonly type: 'made'; readonly key: string; readonly orderId: number; readonly at: number }
  | { readonly type: 'unanswered'; readonly key: string }
  | { readonly type: 'refused'; readonly key: string; readonly why: string }
  | { readonly type: 'reopened'; readonly key: string; readonly id: string }
  | { readonly type: 'dropped'; readonly key: string }
  | { readonly type: 'asideSeen' };

/**
 * Pure. The desk after one edit, or the same desk where the edit has nothing to do any more: a draft that another tab has
 * sent cannot be sent again, and an order that was answered cannot be refused.
 */
export function nextDesk(desk: Desk, edit: DeskEdit): Desk {
  const next = applied(desk, edit);
  return next === desk ? desk : { ...next, version: desk.version + 1 };
}

/** Which limit keeps an edit from being made; the cashier is told. */
export type Limit = 'lines' | 'quantity' | 'drafts' | 'queue';

export function limitOf(desk: Desk, edit: DeskEdit): Limit | null {
  switch (edit.type) {
    case 'changed': {
      const draft = desk.drafts.find(({ id }) => id === edit.id);
      return draft === undefined ? null : limitOfChange(draft, edit.change);
    }
    case 'opened':
    case 'reopened':
      return desk.drafts.length < MAX_DRAFTS ? null : 'drafts';
    case 'submitted':
      return desk.queue.length < MAX_QUEUE ? null : 'queue';
    default:
      return null;
  }
}

/** Something is in it, and the server would take it. */
export function canSubmit(draft: Draft): boolean {
  return draft.lines.length > 0 && !totalsOf(draft).isDiscountTooLarge;
}

function applied(desk: Desk, edit: DeskEdit): Desk {
  if (limitOf(desk, edit) === 'drafts' || limitOf(desk, edit) === 'queue') return desk;
  switch (edit.type) {
    case 'ensured':
      return desk.drafts.length === 0 ? withDraft(desk, edit.id) : desk;
    case 'opened':
      return withDraft(desk, edit.id);
    case 'closed':
      return refilled(withoutDraft(desk, edit.id), edit.nextId);
    case 'changed':
      return mapDraft(desk, edit.id, (draft) => changeDraft(draft, edit.change));
    case 'submitted':
      return submitted(desk, edit);
    case 'asideSeen':
      return desk.putAside === 0 ? desk : { ...desk, putAside: 0 };
    default:
      return answered(desk, edit);
  }
}

type QueueEdit = Extract<DeskEdit, { type: 'made' | 'unanswered' | 'refused' | 'reopened' | 'dropped' }>;

/** What happens to an order in the queue, from the server or from a person. */
function answered(desk: Desk, edit: QueueEdit): Desk {
  const order = desk.queue.find(({ key }) => key === edit.key);
  if (order === undefined) return desk;
  const rest = { ...desk, queue: desk.queue.filter((other) => other !== order) };
  const changed = (change: Partial<QueuedOrder>): Desk => ({
    ...desk,
    queue: desk.queue.map((other) => (other === order ? { ...order, ...change } : other)),
  });
  switch (edit.type) {
    case 'made': {
      const made = { key: edit.key, order_id: edit.orderId, at: edit.at };
      return { ...rest, made: [made, ...desk.made].slice(0, MAX_MADE) };
    }
    case 'unanswered':
      return order.refusal === null ? changed({ attempts: order.attempts + 1 }) : desk;
    case 'refused':
      return changed({ refusal: edit.why });
    // Without a clear no the server may have it: it is sent until it answers.
    case 'reopened':
      return order.refusal === null ? desk : { ...rest, drafts: [...desk.drafts, reopened(desk, order, edit.id)] };
    case 'dropped':
      return order.refusal === null ? desk : rest;
  }
}

function reopened(desk: Desk, { draft, refusal }: QueuedOrder, id: string): Draft {
  return { ...draft, id, number: freeNumber(desk), refusal };
}

function submitted(desk: Desk, { id, nextId, key, tillId, at }: Extract<DeskEdit, { type: 'submitted' }>): Desk {
  const draft = desk.drafts.find((candidate) => candidate.id === id);
  if (draft === undefined || !canSubmit(draft)) return desk;
  const order: QueuedOrder = {
    key,
    draft: { ...draft, refusal: null },
    till_id: tillId,
    at,
    attempts: 0,
    refusal: null,
  };
  // The next customer's draft takes the place of this one; another table's never comes to the front by itself.
  const next = emptyDraft(nextId, draft.number);
  return {
    ...desk,
    drafts: desk.drafts.map((other) => (other === draft ? next : other)),
    queue: [...desk.queue, order],
  };
}

function emptyDraft(id: string, number: number): Draft {
  return { id, number, table: '', note: '', discount: null, lines: [], refusal: null };
}

function withDraft(desk: Desk, id: string): Desk {
  return { ...desk, drafts: [...desk.drafts, emptyDraft(id, freeNumber(desk))] };
}

function withoutDraft(desk: Desk, id: string): Desk {
  const drafts = desk.drafts.filter((draft) => draft.id !== id);
  return drafts.length === desk.drafts.length ? desk : { ...desk, drafts };
}

function refilled(desk: Desk, id: string): Desk {
  return desk.drafts.length === 0 ? withDraft(desk, id) : desk;
}

function mapDraft(desk: Desk, id: string, change: (draft: Draft) => Draft): Desk {
  if (!desk.drafts.some((draft) => draft.id === id)) return desk;
  return { ...desk, drafts: desk.drafts.map((draft) => (draft.id === id ? change(draft) : draft)) };
}

/** The smallest that no draft has: a shop counts its open orders from 1. */
function freeNumber({ drafts }: Desk): number {
  const taken = new Set(drafts.map((draft) => draft.number));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}
