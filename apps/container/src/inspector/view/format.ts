const clockTime = new Intl.DateTimeFormat('vi-VN', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  timeZone: 'Asia/Ho_Chi_Minh',
});

/** `14:32:05,123`, the shop's wall clock. `at` in ms since 1970. */
export function formatTimeMs(at: number): string {
  return clockTime.format(at);
}

/** `<1 ms`, `12 ms`, `3.4 s`, `2 min 05 s`, `3 h 02 min`: short, and the same in every language. */
export function formatDuration(ms: number): string {
  if (ms < 0) return `−${formatDuration(-ms)}`;
  if (ms < 1) return '<1 ms';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Math.floor(ms / 100) / 10} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${twoDigits((ms % 60_000) / 1000)} s`;
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`;
}

function twoDigits(value: number): string {
  return String(Math.floor(value)).padStart(2, '0');
}
