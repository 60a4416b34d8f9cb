import { navigate } from '@vppos/core/bus';
import { formatDateTime } from '@vppos/core/format';
import { useState } from 'react';
import type { ShiftRow } from '../../api/shifts.ts';
import styles from '../../components/List.module.css';
import { ListState } from '../../components/ListState.tsx';
import { Pages } from '../../components/Pages.tsx';
import { useText } from '../../i18n/useText.ts';
import { formatDifference } from './difference.ts';
import { useGetShiftsQuery } from './shiftApi.ts';

export function EarlierShifts() {
  const text = useText();
  const [page, setPage] = useState(1);
  const { data, isError, isFetching, refetch } = useGetShiftsQuery(page, { refetchOnMountOrArgChange: true });
  return (
    <>
      <h2>{text('shift.earlier')}</h2>
      <ListState
        isThere={data !== undefined}
        isError={isError}
        isFetching={isFetching}
        onRetry={() => void refetch()}
      />
      {data?.items.length === 0 && <p>{text('shift.noneEarlier')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles.list}>
          {data.items.map((shift) => (
            <li key={shift.shift_id}>
              <Row shift={shift} />
            </li>
          ))}
        </ul>
      )}
      <Pages page={page} more={data?.more === true} onPage={setPage} />
    </>
  );
}

function Row({ shift }: { readonly shift: ShiftRow }) {
  const text = useText();
  const { shift_id, till_id, opened_at, closed_at, closed_by_name, difference } = shift;
  return (
    <button type="button" className={styles.row} onClick={() => navigate(`/payment/shift/${shift_id}`)}>
      <span className="vp-badge">{till_id}</span>
      <span className={styles.grow}>
        <span>
          {formatDateTime(opened_at)} – {closed_at === null ? text('shift.stillOpen') : formatDateTime(closed_at)}
        </span>
        <span className={styles.hint}>{closed_by_name}</span>
      </span>
      {difference !== null && (
        <span className={difference === 0 ? 'vp-badge vp-badge--success' : 'vp-badge vp-badge--warning'}>
          {text('report.difference')} {formatDifference(difference)}
        </span>
      )}
      <span className={styles.hint}>{text('shift.report')}</span>
    </button>
  );
}
