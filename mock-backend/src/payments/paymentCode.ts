import { createHash } from 'node:crypto';

// No vowels: two letters never make a word. None that is read as a digit.
const CHECK_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';
// Looks ahead: V and P are check letters too, and a broken code must not swallow the start of the one behind it.
const CODE_PATTERN = /VP(?=([1-9][0-9]{3,14})([BCDFGHJKLMNPQRSTVWXZ]{2}))/g;

/**
 * What the note of a transfer carries, e.g. `VP1001KD`: the payment's id between letters, so that banks which glue words
 * together cannot lengthen it, and two check letters, so that a typing error names no other payment.
 */
export function paymentCode(paymentId: number): string {
  return `VP${paymentId}${checkLetters(paymentId)}`;
}

/** The ids of the payments whose code stands in a note, however the bank has changed case and spaces. */
export function paymentIdsIn(note: string): number[] {
  const packed = note.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return [...packed.matchAll(CODE_PATTERN)]
    .map((match) => ({ id: Number(match[1]), letters: match[2] }))
    .filter(({ id, letters }) => letters === checkLetters(id))
    .map(({ id }) => id);
}

function checkLetters(paymentId: number): string {
  const digest = createHash('sha256').update(`vppos payment ${paymentId}`).digest();
  return [digest[0], digest[1]].map((byte) => CHECK_LETTERS[(byte ?? 0) % CHECK_LETTERS.length]).join('');
}
