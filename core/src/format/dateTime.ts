const SHOP_TIME_ZONE = 'Asia/Ho_Chi_Minh';
const clockTime = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: SHOP_TIME_ZONE });
const dateTime = new Intl.DateTimeFormat('vi-VN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: SHOP_TIME_ZONE,
});

/** `14:32`, the shop's wall clock, whatever the machine's zone. `at` in ms since 1970. */
export function formatClockTime(at: number): string {
  return clockTime.format(at);
}

/** Day and time of day in the shop's zone. `at` in ms since 1970. */
export function formatDateTime(at: number): string {
  return dateTime.format(at);
}
