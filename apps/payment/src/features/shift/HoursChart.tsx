import { formatClockTime, formatVnd } from '@vppos/core/format';
import type { ShiftReport } from '../../api/shifts.ts';
import { useText } from '../../i18n/useText.ts';
import { busiest, CHART_HEIGHT, hourBars } from './hourBars.ts';
import styles from './Shift.module.css';

const BAR_WIDTH = 28;
const STEP = 40;
/** Under the bars, for the hours. */
const LABEL_HEIGHT = 18;
/** A short shift's bars are no wider than a long one's. */
const PLACES_MIN = 12;

interface HoursChartProps {
  readonly hours: ShiftReport['hours'];
}

/** What came in which hour: to be seen at a glance, and as a table for who wants the numbers. */
export function HoursChart({ hours }: HoursChartProps) {
  const text = useText();
  const most = busiest(hours);
  if (most === null) return null;
  const label = text('report.hoursChart', { amount: formatVnd(most.amount), time: formatClockTime(most.from) });
  return (
    <div className={styles.hours}>
      <h2>{text('report.hours')}</h2>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${Math.max(hours.length, PLACES_MIN) * STEP} ${CHART_HEIGHT + LABEL_HEIGHT}`}
        preserveAspectRatio="xMinYMin"
        role="img"
        aria-label={label}
      >
        {hourBars(hours).map(({ from, height }, index) => (
          <g key={from} transform={`translate(${index * STEP} 0)`}>
            <rect x={(STEP - BAR_WIDTH) / 2} y={CHART_HEIGHT - height} width={BAR_WIDTH} height={height} rx="3" />
            <text x={STEP / 2} y={CHART_HEIGHT + LABEL_HEIGHT - 5} textAnchor="middle">
              {formatClockTime(from)}
            </text>
          </g>
        ))}
      </svg>
      <details>
        <summary>{text('report.table')}</summary>
        <HoursTable hours={hours} />
      </details>
    </div>
  );
}

function HoursTable({ hours }: HoursChartProps) {
  const text = useText();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{text('report.hour')}</th>
          <th scope="col">{text('report.count')}</th>
          <th scope="col">{text('report.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {hours.map(({ from, count, amount }) => (
          <tr key={from}>
            <th scope="row">{formatClockTime(from)}</th>
            <td>{count}</td>
            <td>{formatVnd(amount)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
