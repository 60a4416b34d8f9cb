export { formatClockTime, formatDateTime } from './dateTime.ts';
export { searchable } from './searchable.ts';
export { formatVnd } from './vnd.ts';
