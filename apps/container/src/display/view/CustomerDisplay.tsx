import type { Clock } from '@vppos/core/time';
import { Maximize } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { MessagePipe } from '../../auth/sessionChannel.ts';
import { displayChannelName } from '../displayChannel.ts';
import { useText } from '../words/useText.ts';
import { CartScene } from './CartScene.tsx';
import type { Scene } from './display.machine.ts';
import styles from './display.module.css';
import { PaymentScene } from './PaymentScene.tsx';
import { useFullScreen } from './useFullScreen.ts';
import { useTillLook } from './useTillLook.ts';
import { watchTill } from './watchTill.ts';

interface CustomerDisplayProps {
  readonly clock: Clock;
  readonly openPipe: (name: string) => MessagePipe;
  /** Which till: `?company=1&till=quay-7f3a`. */
  readonly search: string;
}

/** The customer's screen: what is being sold, what is to be paid and how, and that it is paid. Nothing can be done here. */
export function CustomerDisplay({ clock, openPipe, search }: CustomerDisplayProps) {
  const text = useText();
  useTillLook();
  const [scene, setScene] = useState<Scene>({ kind: 'welcome' });
  useEffect(() => {
    const asked = new URLSearchParams(search);
    const name = displayChannelName(asked.get('company') ?? '', asked.get('till') ?? '');
    return watchTill({ clock, pipe: openPipe(name), onScene: setScene });
  }, [clock, openPipe, search]);
  useEffect(() => {
    document.title = `${text('title')} – VPPOS`;
  }, [text]);
  return (
    <main className={styles.display} data-scene={scene.kind}>
      <SceneView scene={scene} clock={clock} />
      <FullScreenButton />
    </main>
  );
}

function SceneView({ scene, clock }: { readonly scene: Scene; readonly clock: Clock }) {
  const text = useText();
  switch (scene.kind) {
    case 'closed':
      return (
        <section className={styles.greeting}>
          <h1>{text('closed')}</h1>
          <p>{text('closed.more')}</p>
        </section>
      );
    case 'welcome':
      return (
        <section className={styles.greeting}>
          <h1>{text('welcome')}</h1>
        </section>
      );
    case 'cart':
      return <CartScene cart={scene.cart} />;
    case 'payment':
      return <PaymentScene payment={scene.payment} clock={clock} />;
  }
}

function FullScreenButton() {
  const text = useText();
  const { isOffered, enter } = useFullScreen();
  if (!isOffered) return null;
  return (
    <button type="button" className={`vp-button ${styles.fullScreen}`} onClick={enter}>
      <Maximize aria-hidden="true" />
      {text('fullScreen')}
    </button>
  );
}
