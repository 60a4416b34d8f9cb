import type { ShiftReport } from '../../api/shifts.ts';

type Hour = ShiftReport['hours'][number];

/** One bar of the chart, in units of a drawing that is `CHART_HEIGHT` high. */
export interface HourBar extends Hour {
  readonly height: number;
}

export const CHART_HEIGHT = 100;

export function hourBars(hours: readonly Hour[]): readonly HourBar[] {
  const most = busiest(hours)?.amount ?? 0;
  return hours.map((hour) => ({ ...hour, height: most === 0 ? 0 : (hour.amount / most) * CHART_HEIGHT }));
}

export function busiest(hours: readonly Hour[]): Hour | null {
  return hours.reduce<Hour | null>((most, hour) => (most === null || hour.amount > most.amount ? hour : most), null);
}
