import type { AuthUser } from '@vppos/core/types';
import { useId } from 'react';
import type { GatewayConnection, TestEvent } from '../gateway/gatewayApi.ts';
import styles from '../inspector.module.css';
import { useText } from '../words/useText.ts';

const TARGETS = ['company', 'user', 'session', 'client'] as const;
type Target = Pick<TestEvent, 'target' | 'targetId'>;

interface TargetFieldsProps {
  readonly user: AuthUser;
  readonly connections: readonly GatewayConnection[];
  readonly value: Target;
  readonly onChange: (target: Target) => void;
}

/** Whom a test event is for; the ids that are connected now are offered, one's own first. */
export function TargetFields({ user, connections, value, onChange }: TargetFieldsProps) {
  const text = useText();
  const listId = useId();
  const idsFor = (target: Target['target']): readonly string[] => connectedIds(target, connections, String(user.id));
  const chooseTarget = (target: Target['target']): void =>
    onChange(target === 'company' ? { target } : { target, targetId: idsFor(target)[0] ?? '' });
  return (
    <>
      <label className={styles.field}>
        <span>{text('sender.target')}</span>
        <select
          className="vp-input"
          value={value.target}
          onChange={(event) => chooseTarget(TARGETS.find((target) => target === event.target.value) ?? 'company')}
        >
          {TARGETS.map((target) => (
            <option key={target} value={target}>
              {text(`target.${target}`)}
            </option>
          ))}
        </select>
      </label>
      {value.targetId !== undefined && (
        <label className={styles.field}>
          <span>{text('sender.targetId')}</span>
          <input
            className="vp-input"
            required
            list={listId}
            autoComplete="off"
            value={value.targetId}
            onChange={(event) => onChange({ ...value, targetId: event.target.value })}
          />
          <datalist id={listId}>
            {idsFor(value.target).map((id) => (
              <option key={id} value={id} />
            ))}
          </datalist>
        </label>
      )}
    </>
  );
}

/** Pure. The ids of one kind that are connected, one's own first. */
export function connectedIds(
  target: Target['target'],
  connections: readonly GatewayConnection[],
  ownUserId: string,
): readonly string[] {
  const idOf = ({ userId, sessionId, clientId }: GatewayConnection): string | null =>
    ({ company: null, user: userId, session: sessionId, client: clientId })[target];
  const ownFirst = [
    ...connections.filter(({ userId }) => userId === ownUserId),
    ...connections.filter(({ userId }) => userId !== ownUserId),
  ];
  const ids = target === 'user' ? [ownUserId, ...ownFirst.map(idOf)] : ownFirst.map(idOf);
  return [...new Set(ids)].filter((id) => id !== null);
}
