import { formatDuration } from '../format.ts';
import { failureWords } from '../gateway/failureWords.ts';
import styles from '../inspector.module.css';
import type { Entry } from '../recording.ts';
import { type Text, useText } from '../words/useText.ts';
import type { SendOutcome } from './useSender.ts';

interface SendResultProps {
  readonly outcome: SendOutcome;
  readonly entries: readonly Entry[];
}

/** How a send went: accepted and arrived, or why not, with every wrong place of the payload. */
export function SendResult({ outcome, entries }: SendResultProps) {
  const text = useText();
  const problems = problemsOf(outcome, text);
  return (
    <>
      <p role="status" className={styles.hint} data-testid="send-result">
        {outcome.step === 'sent' && sentWords(outcome, entries, text)}
      </p>
      {problems.length > 0 && (
        <ul role="alert" className={styles.problem}>
          {problems.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function problemsOf(outcome: SendOutcome, text: Text): readonly string[] {
  if (outcome.step === 'failed') return failureWords(outcome.error, 'sender', text);
  if (outcome.step !== 'unreadable') return [];
  const { reading } = outcome;
  return [
    reading.code === 'notObject' ? text('sender.notObject') : text('sender.notJson', { message: reading.message }),
  ];
}

function sentWords({ receipt, sentAt }: SendOutcome & { step: 'sent' }, entries: readonly Entry[], text: Text): string {
  const { id, streams } = receipt;
  const arrived = entries.findLast((entry) => 'event' in entry && entry.event.id === id);
  const arrival =
    arrived !== undefined && 'event' in arrived
      ? text('sender.arrived', { duration: formatDuration(Math.max(0, arrived.event.receivedAt - sentAt)) })
      : text('sender.waiting');
  return `${text('sender.sent', { id, streams })} ${arrival}`;
}
