export { anEvent, anOrderPaid, type EventDraft } from './anEvent.ts';
export { type FakeClock, fakeClock } from './fakeClock.ts';
export { seededRandom } from './seededRandom.ts';
