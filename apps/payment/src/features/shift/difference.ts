import { formatVnd } from '@vppos/core/format';

/** What was counted more (`+`) or less (`-`) than there should be. */
export function formatDifference(difference: number): string {
  return difference > 0 ? `+${formatVnd(difference)}` : formatVnd(difference);
}
