import type { Clip } from '../clips/places.ts';
import { amountClips, amountWords } from './amountClips.ts';

/** What the loudspeaker says in one go. `more`: that money came which was not said one by one. */
export type Announcement =
  | { readonly kind: 'received'; readonly amount: number }
  | { readonly kind: 'test'; readonly amount: number }
  | { readonly kind: 'more' };

/** The clips, in order. A bell comes first: it makes people listen, and wakes a loudspeaker that sleeps. */
export function clipsOf(announcement: Announcement): Clip[] {
  switch (announcement.kind) {
    case 'received':
      return ['chime', 'đã nhận', ...amountClips(announcement.amount)];
    case 'test':
      return ['chime', 'thử loa', 'đã nhận', ...amountClips(announcement.amount)];
    case 'more':
      return ['chime', 'và nhiều giao dịch khác'];
  }
}

/** The same as a sentence, for a voice that reads. */
export function sentenceOf(announcement: Announcement): string {
  switch (announcement.kind) {
    case 'received':
      return `Đã nhận ${amountWords(announcement.amount)} đồng`;
    case 'test':
      return `Thử loa. Đã nhận ${amountWords(announcement.amount)} đồng`;
    case 'more':
      return 'và nhiều giao dịch khác';
  }
}
