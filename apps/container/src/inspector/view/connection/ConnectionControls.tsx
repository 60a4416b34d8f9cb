import { sendRealtimeCommand } from '@vppos/core/bus';
import { useRealtimeStatus } from '@vppos/core/hooks';
import { useEffect, useState } from 'react';
import type { RealtimeFaults } from '../../../realtime/index.ts';
import { useShellEnv } from '../../../shell/env.tsx';
import styles from '../inspector.module.css';
import { useText } from '../words/useText.ts';

const COMMANDS = ['disconnect', 'connect', 'retry'] as const;

/** What can be done to the connection on purpose. */
export function ConnectionControls() {
  const text = useText();
  const { streamFaults } = useShellEnv();
  const { role } = useRealtimeStatus();
  const [isOffline, goOffline] = usePretendedOffline(streamFaults);
  // The stream is another tab's; so is what could be done to it.
  const isElsewhere = role === 'follower';
  return (
    <div className={styles.stack}>
      <h3>{text('controls.title')}</h3>
      <p className={styles.hint}>{text(isElsewhere ? 'controls.follower' : 'controls.hint')}</p>
      <div className={styles.buttons}>
        <Button words={text('controls.drop')} isOff={isElsewhere} onPress={() => streamFaults.dropStream()} />
        <Button words={text('controls.resync')} isOff={isElsewhere} onPress={() => streamFaults.forceResync()} />
        <Button
          words={text(isOffline ? 'controls.online' : 'controls.offline')}
          isOff={isElsewhere && !isOffline}
          onPress={() => goOffline(!isOffline)}
        />
        {COMMANDS.map((command) => (
          <Button key={command} words={text(`controls.${command}`)} onPress={() => sendRealtimeCommand(command)} />
        ))}
      </div>
    </div>
  );
}

interface ButtonProps {
  readonly words: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
}

function Button({ words, isOff = false, onPress }: ButtonProps) {
  return (
    <button type="button" className="vp-button" disabled={isOff} onClick={onPress}>
      {words}
    </button>
  );
}

/** Ends with the inspector: nobody finds a till that was left cut off. */
function usePretendedOffline(faults: RealtimeFaults): [boolean, (next: boolean) => void] {
  const [isOffline, setOffline] = useState(faults.isOffline);
  const become = (next: boolean): void => {
    faults.setOffline(next);
    setOffline(next);
    if (!next) tellOnline();
  };
  useEffect(
    () => () => {
      if (!faults.isOffline()) return;
      faults.setOffline(false);
      tellOnline();
    },
    [faults],
  );
  return [isOffline, become];
}

/** As the browser does when the network is back. */
function tellOnline(): void {
  window.dispatchEvent(new Event('online'));
}
