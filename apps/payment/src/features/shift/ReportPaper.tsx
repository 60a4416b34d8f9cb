import { formatClockTime, formatDateTime, formatVnd } from '@vppos/core/format';
import type { ReactNode, RefObject } from 'react';
import type { ShiftReport } from '../../api/shifts.ts';
import { useText } from '../../i18n/useText.ts';
import type { TextKey } from '../../i18n/vi.ts';
import { methodWords } from '../methodWords.ts';
import { Paper, PaperLine, PaperLines } from '../paper/Paper.tsx';
import { formatDifference } from './difference.ts';

interface ReportPaperProps {
  readonly paper: RefObject<HTMLElement | null>;
  readonly title: string;
  readonly report: ShiftReport;
}

/** The shift's report on the roll of the till. */
export function ReportPaper({ paper, title, report }: ReportPaperProps) {
  const text = useText();
  const { shift, methods, by_hand, orders } = report;
  return (
    <Paper paper={paper} label={title}>
      <h2>{title}</h2>
      <PaperLines>
        <PaperLine label={text('shift.opened')} value={formatDateTime(shift.opened_at)} />
        <PaperLine
          label={text('shift.closed')}
          value={shift.closed_at === null ? text('shift.stillOpen') : formatDateTime(shift.closed_at)}
        />
        <PaperLine label={text('shift.by')} value={shift.closed_by_name} />
      </PaperLines>
      <Cash cash={report.cash} />
      <Methods methods={methods} />
      <Bank bank={report.bank} />
      <Section title="report.byHand">
        {by_hand.map((deed) => (
          <li key={`${deed.kind} ${deed.at} ${deed.invoice_number ?? ''}`}>
            <span>
              {text(deedWords(deed.kind))}
              <small>
                {[formatClockTime(deed.at), deed.by_name, deed.invoice_number]
                  .filter((word) => word !== null)
                  .join(' · ')}
              </small>
            </span>
            <span>{formatVnd(deed.amount)}</span>
          </li>
        ))}
      </Section>
      <p>{text('report.orders', orders)}</p>
    </Paper>
  );
}

function Methods({ methods }: Pick<ShiftReport, 'methods'>) {
  const text = useText();
  const total = methods.reduce((sum, { amount }) => sum + amount, 0);
  return (
    <>
      <Section title="report.methods">
        {methods.map(({ method, count, amount }) => (
          <li key={method}>
            <span>
              {text(methodWords(method))} ({count})
            </span>
            <span>{formatVnd(amount)}</span>
          </li>
        ))}
      </Section>
      <PaperLines>
        <PaperLine label={text('report.total')} value={formatVnd(total)} isStrong />
      </PaperLines>
    </>
  );
}

function Cash({ cash }: { readonly cash: ShiftReport['cash'] }) {
  const text = useText();
  return (
    <>
      <h3>{text('report.cash')}</h3>
      <PaperLines>
        <PaperLine label={text('report.openingCash')} value={formatVnd(cash.opening)} />
        <PaperLine label={text('report.received')} value={formatVnd(cash.received)} />
        <PaperLine label={text('report.changeGiven')} value={formatVnd(cash.change_given)} />
        <PaperLine label={text('report.refunded')} value={formatVnd(cash.refunded)} />
        <PaperLine label={text('report.expected')} value={vndOrNull(cash.expected)} />
        <PaperLine label={text('report.countedCash')} value={vndOrNull(cash.counted)} />
        <PaperLine
          label={text('report.difference')}
          value={cash.difference === null ? null : formatDifference(cash.difference)}
          isStrong
        />
      </PaperLines>
    </>
  );
}

function Bank({ bank }: { readonly bank: ShiftReport['bank'] }) {
  const text = useText();
  const counted = (count: number, amount: number): string => `${count} · ${formatVnd(amount)}`;
  return (
    <>
      <h3>{text('report.bank')}</h3>
      <PaperLines>
        <PaperLine label={text('report.told')} value={counted(bank.told_count, bank.told_amount)} />
        <PaperLine label={text('report.booked')} value={counted(bank.booked_count, bank.booked_amount)} />
        <PaperLine label={text('report.unmatched')} value={counted(bank.unmatched_count, bank.unmatched_amount)} />
      </PaperLines>
      <Section title="report.notTold">
        {bank.not_told.map((receipt) => (
          <li key={`${receipt.payment_id} ${receipt.booked_at}`}>
            <span>
              {receipt.invoice_number}
              <small>{receipt.confirmed_by_name}</small>
            </span>
            <span>{formatVnd(receipt.amount)}</span>
          </li>
        ))}
      </Section>
    </>
  );
}

function Section({ title, children }: { readonly title: TextKey; readonly children: readonly ReactNode[] }) {
  const text = useText();
  if (children.length === 0) return null;
  return (
    <>
      <h3>{text(title)}</h3>
      <ul>{children}</ul>
    </>
  );
}

const DEEDS: Readonly<Record<string, TextKey>> = {
  manual: 'report.kind.manual',
  match: 'report.kind.match',
  refund: 'report.kind.refund',
};

function deedWords(kind: string): TextKey {
  return DEEDS[kind] ?? 'report.byHand';
}

function vndOrNull(amount: number | null): string | null {
  return amount === null ? null : formatVnd(amount);
}
