import { useAuthUser } from '@vppos/core/hooks';
import type { AuthUser } from '@vppos/core/types';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { useShellEnv } from '../../shell/env.tsx';
import type { Recorder } from '../recorder.ts';
import { ConnectionControls } from './connection/ConnectionControls.tsx';
import { StatusStrip } from './connection/StatusStrip.tsx';
import { TransitionHistory } from './connection/TransitionHistory.tsx';
import { EventList } from './events/EventList.tsx';
import { GatewayPanel } from './gateway/GatewayPanel.tsx';
import { useGateway } from './gateway/useGateway.ts';
import styles from './inspector.module.css';
import { createTapeReader, type Recording } from './recording.ts';
import { TestSender } from './sender/TestSender.tsx';
import { type TextKey, useText } from './words/useText.ts';

/** The path of an event, visible: the connection, what it brought, and the means to try it out. */
export function InspectorView() {
  const text = useText();
  const user = useAuthUser();
  const { recorder } = useShellEnv();
  const recording = useRecording(recorder);
  const [sentId, setSentId] = useState<string | null>(null);
  const isAdmin = user?.roles.includes('admin') === true;
  return (
    <div className={styles.inspector}>
      <div className={styles.layout}>
        <header className={styles.intro}>
          <h1>{text('title')}</h1>
          <p>{text('intro.what')}</p>
          <p>{text('intro.hops')}</p>
          <p>{text('intro.try')}</p>
        </header>
        <StatusStrip />
        <EventList entries={recording.entries} sentId={sentId} />
        <div className={styles.tools}>
          {isAdmin && user !== null ? (
            <AdminTools user={user} recording={recording} onSent={setSentId} />
          ) : (
            <>
              <Tool title="sender.title">{<p className={styles.hint}>{text('sender.needAdmin')}</p>}</Tool>
              <ConnectionTool recording={recording} />
              <Tool title="gateway.title">{<p className={styles.hint}>{text('gateway.needAdmin')}</p>}</Tool>
            </>
          )}
        </div>
      </div>
    </div>
  );
}

function useRecording(recorder: Recorder): Recording {
  const [read] = useState(createTapeReader);
  // The tape is one object that grows; its version tells when to read it again.
  useSyncExternalStore(recorder.subscribe, recorder.version);
  return read(recorder.tape);
}

interface AdminToolsProps {
  readonly user: AuthUser;
  readonly recording: Recording;
  readonly onSent: (id: string) => void;
}

function AdminTools({ user, recording, onSent }: AdminToolsProps) {
  const { clock } = useShellEnv();
  const gateway = useGateway(clock);
  return (
    <>
      <Tool title="sender.title">
        <TestSender
          user={user}
          connections={gateway.view?.connections ?? []}
          entries={recording.entries}
          onSent={onSent}
        />
      </Tool>
      <ConnectionTool recording={recording} />
      <Tool title="gateway.title">
        <GatewayPanel gateway={gateway} />
      </Tool>
    </>
  );
}

function ConnectionTool({ recording }: Pick<AdminToolsProps, 'recording'>) {
  return (
    <Tool title="connection.title">
      <TransitionHistory transitions={recording.transitions} />
      <ConnectionControls />
    </Tool>
  );
}

function Tool({ title, children }: { readonly title: TextKey; readonly children: ReactNode }) {
  const text = useText();
  return (
    <section className={`vp-card ${styles.tool}`} aria-label={text(title)}>
      <h2>{text(title)}</h2>
      {children}
    </section>
  );
}
