import { type AuthUser, REALTIME_EVENT_TYPES } from '@vppos/core/types';
import { type FormEvent, useState } from 'react';
import type { GatewayConnection, TestEvent } from '../gateway/gatewayApi.ts';
import styles from '../inspector.module.css';
import type { Entry } from '../recording.ts';
import { useText } from '../words/useText.ts';
import { SendResult } from './SendResult.tsx';
import { samplePayload } from './samplePayload.ts';
import { TargetFields } from './TargetFields.tsx';
import { useSender } from './useSender.ts';

interface TestSenderProps {
  readonly user: AuthUser;
  readonly connections: readonly GatewayConnection[];
  readonly entries: readonly Entry[];
  readonly onSent: (id: string) => void;
}

const OTHER = 'OTHER';

/** Publishes a test event of any type to any target inside the company. */
export function TestSender({ user, connections, entries, onSent }: TestSenderProps) {
  const text = useText();
  const sampleOf = (type: string): string =>
    JSON.stringify(samplePayload(type, { companyId: user.company_id, tillId: user.till_id }), null, 2);
  const [choice, choose] = useState<string>(REALTIME_EVENT_TYPES.NOTIFY);
  const [otherName, setOtherName] = useState('');
  const [target, setTarget] = useState<Pick<TestEvent, 'target' | 'targetId'>>({ target: 'company' });
  const [payload, setPayload] = useState(() => sampleOf(choice));
  const { outcome, send } = useSender(onSent);

  const chooseType = (next: string): void => {
    choose(next);
    setPayload(sampleOf(next));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send({ event: choice === OTHER ? otherName : choice, ...target, payload });
  };
  return (
    <form className={styles.stack} onSubmit={submit}>
      <p className={styles.hint}>{text('sender.hint')}</p>
      <div className={styles.pair}>
        <label className={styles.field}>
          <span>{text('sender.type')}</span>
          <select className="vp-input" value={choice} onChange={(event) => chooseType(event.target.value)}>
            {Object.values(REALTIME_EVENT_TYPES).map((type) => (
              <option key={type}>{type}</option>
            ))}
            <option value={OTHER}>{text('sender.other')}</option>
          </select>
        </label>
        {choice === OTHER && <OtherName value={otherName} onChange={setOtherName} />}
        <TargetFields user={user} connections={connections} value={target} onChange={setTarget} />
      </div>
      <label className={styles.field}>
        <span>{text('sender.payload')}</span>
        <textarea
          className={`vp-input ${styles.payload}`}
          rows={6}
          spellCheck={false}
          value={payload}
          onChange={(event) => setPayload(event.target.value)}
        />
      </label>
      <div className={styles.buttons}>
        <button type="submit" className="vp-button vp-button--primary" disabled={outcome.step === 'sending'}>
          {text(outcome.step === 'sending' ? 'sender.sending' : 'sender.send')}
        </button>
        <button type="button" className="vp-button" onClick={() => setPayload(sampleOf(choice))}>
          {text('sender.sample')}
        </button>
      </div>
      <SendResult outcome={outcome} entries={entries} />
    </form>
  );
}

function OtherName({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const text = useText();
  return (
    <label className={styles.field}>
      <span>{text('sender.name')}</span>
      <input
        className="vp-input"
        required
        pattern="[a-z][a-z0-9_]{0,63}"
        title={text('sender.nameHint')}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
