export { formatClockTime, formatDateTime } from './dateTime.ts';
export { formatVnd } from './vnd.ts';
