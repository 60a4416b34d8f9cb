import { useRealtimeStatus } from '@vppos/core/hooks';
import type { ReactNode } from 'react';
import { useShellEnv } from '../../../shell/env.tsx';
import { useCountdown } from '../../../shell/useCountdown.ts';
import { useLookAgain } from '../../../shell/useLookAgain.ts';
import { formatDuration, formatTimeMs } from '../format.ts';
import styles from '../inspector.module.css';
import { type Text, useText } from '../words/useText.ts';
import { wayOf } from './spans.ts';

const TONE_OF = { stream: 'success', polling: 'warning', none: 'danger' } as const;

/** The connection as it is now. */
export function StatusStrip() {
  const text = useText();
  const status = useRealtimeStatus();
  const { clock } = useShellEnv();
  const retryInS = useCountdown(clock, status.retryAt ?? null);
  const way = wayOf(status);
  return (
    <section className={`vp-card ${styles.strip}`} aria-label={text('status.title')}>
      <dl className={styles.facts} data-testid="inspector-status">
        <Fact name={text('status.state')}>
          <span className={`vp-badge vp-badge--${TONE_OF[way]}`}>{text(`state.${status.state}`)}</span>
        </Fact>
        <Fact name={text('status.since')}>
          <Since since={status.since} text={text} />
        </Fact>
        <Fact name={text('status.way')}>{text(`way.${way}`)}</Fact>
        <Fact name={text('status.role')}>{text(`role.${status.role}`)}</Fact>
        {status.attempt !== undefined && <Fact name={text('status.attempt')}>{status.attempt}</Fact>}
        {retryInS > 0 && <Fact name={text('status.retryIn')}>{`${retryInS} s`}</Fact>}
        {status.reason !== undefined && (
          <Fact name={text('status.reason')}>
            <code>{status.reason}</code>
          </Fact>
        )}
        {!status.fresh && <Fact name={text('status.gateway')}>{text('status.stale')}</Fact>}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Since({ since, text }: { readonly since: number; readonly text: Text }) {
  const { clock } = useShellEnv();
  useLookAgain(clock, since === 0 ? null : clock.now() + 1000);
  if (since === 0) return '–';
  const seconds = Math.floor((clock.now() - since) / 1000);
  const duration = seconds < 1 ? '0 s' : formatDuration(seconds * 1000);
  return text('status.ago', { time: formatTimeMs(since), duration });
}
