import { formatDuration } from '../format.ts';
import styles from '../inspector.module.css';
import { useText } from '../words/useText.ts';
import { Facts } from './Facts.tsx';
import type { GatewayStats } from './gatewayApi.ts';

/** The company's numbers since the gateway's start. */
export function StatsTable({ stats }: { readonly stats: GatewayStats }) {
  const text = useText();
  const { streams, published, delivered, replayed } = stats;
  const types = [...new Set([published, delivered, replayed].flatMap(Object.keys))].sort();
  const facts = [
    [text('stats.now'), streams.now],
    [text('stats.peak'), streams.peak],
    [text('stats.total'), streams.total],
    [text('stats.stalled'), stats.stalled],
    [text('stats.resynced'), countsInWords(stats.resynced)],
    [text('stats.ended'), countsInWords(stats.ended)],
    [text('stats.uptime'), formatDuration(stats.uptimeMs)],
  ] as const;
  return (
    <div className={styles.stack}>
      <h3>{text('gateway.stats')}</h3>
      <Facts facts={facts} />
      {types.length === 0 ? (
        <p className={styles.hint}>{text('stats.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text('stats.type')}</th>
              <th scope="col">{text('stats.published')}</th>
              <th scope="col">{text('stats.delivered')}</th>
              <th scope="col">{text('stats.replayed')}</th>
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <tr key={type}>
                <th scope="row">{type}</th>
                <td>{published[type] ?? 0}</td>
                <td>{delivered[type] ?? 0}</td>
                <td>{replayed[type] ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function countsInWords(counts: Readonly<Record<string, number>>): string {
  const words = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return words.length === 0 ? '0' : words.join(', ');
}
