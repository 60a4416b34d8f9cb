import { navigate, toastUtils } from '@vppos/core/bus';
import type { ApiFailure } from '@vppos/core/http';
import type { Clock } from '@vppos/core/time';
import { ArrowLeft, Printer } from 'lucide-react';
import { ActionButton } from '../../components/ActionButton.tsx';
import listStyles from '../../components/List.module.css';
import { ListState } from '../../components/ListState.tsx';
import { useText } from '../../i18n/useText.ts';
import { useFollow } from '../../store/useFollow.ts';
import { usePaper } from '../paper/usePaper.ts';
import { HoursChart } from './HoursChart.tsx';
import { ReportPaper } from './ReportPaper.tsx';
import styles from './Shift.module.css';
import { useGetReportQuery } from './shiftApi.ts';

const FOLLOWED = ['Shifts'] as const;

/** What a closed shift came to, on paper and hour by hour. */
export function ShiftReport({ shiftId, clock }: { readonly shiftId: number; readonly clock: Clock }) {
  const text = useText();
  const {
    currentData: data,
    error,
    isFetching,
    refetch,
  } = useGetReportQuery(shiftId, {
    refetchOnMountOrArgChange: true,
  });
  useFollow(FOLLOWED, clock);
  const title = text('report.title', { till: data?.shift.till_id ?? '' });
  const { paper, print } = usePaper(title, () => toastUtils.warning(text('invoice.printFailed')));
  // The API's queries fail with nothing else.
  const failure = error as ApiFailure | undefined;
  const isForbidden = failure?.code === 'PROBLEM' && failure.status === 403;
  return (
    <section className={listStyles.page}>
      <div className={listStyles.actions}>
        <ActionButton icon={ArrowLeft} shortcut="Escape" onPress={() => navigate('/payment/shift')}>
          {text('app.back')}
        </ActionButton>
        <ActionButton look="primary" icon={Printer} shortcut="F9" disabled={data === undefined} onPress={print}>
          {text('report.print')}
        </ActionButton>
      </div>
      <ListState
        isThere={data !== undefined}
        isError={failure !== undefined}
        isFetching={isFetching}
        onRetry={() => void refetch()}
        words={{ loading: 'list.loading', failed: isForbidden ? 'report.forbidden' : 'report.failed' }}
      />
      {data !== undefined && (
        <div className={styles.report}>
          <div className={styles.paper}>
            <ReportPaper paper={paper} title={title} report={data} />
          </div>
          <HoursChart hours={data.hours} />
        </div>
      )}
    </section>
  );
}
