import { navigate } from '@vppos/core/bus';
import { formatDateTime, formatVnd } from '@vppos/core/format';
import { useAuthUser } from '@vppos/core/hooks';
import type { Clock } from '@vppos/core/time';
import type { Shift as ShiftData } from '../../api/shifts.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import listStyles from '../../components/List.module.css';
import { ListState } from '../../components/ListState.tsx';
import { useText } from '../../i18n/useText.ts';
import { useFollow } from '../../store/useFollow.ts';
import { CloseShift } from './CloseShift.tsx';
import { EarlierShifts } from './EarlierShifts.tsx';
import { OpenShift } from './OpenShift.tsx';
import styles from './Shift.module.css';
import { useGetCurrentShiftQuery } from './shiftApi.ts';

const FOLLOWED = ['Shifts'] as const;

/** This till's shift: open it, count and close it, look at earlier ones. */
export function Shift({ clock }: { readonly clock: Clock }) {
  const text = useText();
  const till = useAuthUser()?.till_id ?? '';
  const {
    currentData: data,
    isError,
    isFetching,
    refetch,
  } = useGetCurrentShiftQuery(till, {
    refetchOnMountOrArgChange: true,
  });
  useFollow(FOLLOWED, clock);
  return (
    <section className={listStyles.page}>
      <h1 className={listStyles.title}>
        {text('shift.title')} <span className="vp-badge">{till}</span>
      </h1>
      <ListState
        isThere={data !== undefined}
        isError={isError}
        isFetching={isFetching}
        onRetry={() => void refetch()}
      />
      {data === null && <OpenShift tillId={till} />}
      {data !== undefined && data !== null && <Running key={data.shift_id} shift={data} />}
      <EarlierShifts />
    </section>
  );
}

function Running({ shift }: { readonly shift: ShiftData }) {
  const text = useText();
  const { opened_at, opened_by_name, opening_cash } = shift;
  const since = { time: formatDateTime(opened_at), name: opened_by_name ?? '', cash: formatVnd(opening_cash) };
  return (
    <div className={`vp-card ${styles.card}`} data-shift-id={shift.shift_id}>
      <p>{text('shift.openSince', since)}</p>
      <ActionButton onPress={() => navigate('/order')}>{text('shift.sell')}</ActionButton>
      <CloseShift shiftId={shift.shift_id} />
    </div>
  );
}
