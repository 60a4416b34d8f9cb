import { listenNavigate, listenToasts } from '@vppos/core/bus';
import { MfeNameProvider } from '@vppos/core/hooks';
import { useEffect, useState } from 'react';
import { useText } from '../i18n/useText.ts';
import { Remote } from '../remote.tsx';
import styles from './Standalone.module.css';

const BASE_PATH = '/payment';

/** The app without its container: a banner that says so, and what stands in for the router and the toaster. */
export function Standalone() {
  const text = useText();
  const [path, setPath] = useState('/1001');
  const [said, setSaid] = useState('');
  useEffect(
    () =>
      listenNavigate(({ to }) => {
        if (to.startsWith(BASE_PATH)) setPath(to.slice(BASE_PATH.length) || '/');
        else setSaid(`→ ${to}`);
      }),
    [],
  );
  useEffect(() => listenToasts((toast) => setSaid(toast.message)), []);
  return (
    <MfeNameProvider value="payment">
      <div className={styles.page}>
        <header className={styles.banner}>
          <strong>{text('standalone.banner')}</strong>
          <span role="status">{said}</span>
        </header>
        <main className={styles.place}>
          <Remote path={path} />
        </main>
      </div>
    </MfeNameProvider>
  );
}
