import { publishAuth } from '@vppos/core/bus';
import type { AuthUser } from '@vppos/core/types';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShellEnv } from '../env.tsx';
import styles from './bar.module.css';
import { TILL_ID_KEY, TILL_ID_MAX, toTillId } from './tillId.ts';

/** The name of this till; a click renames it. It stays in this browser and goes to every micro-frontend. */
export function TillName({ user }: { readonly user: AuthUser }) {
  const { t } = useTranslation('container');
  const { storage } = useShellEnv();
  const [name, setName] = useState(user.till_id);
  const [isEditing, setEditing] = useState(false);

  const rename = (till_id: string): void => {
    setEditing(false);
    setName(till_id);
    keep(storage, till_id);
    publishAuth({ ...user, till_id });
  };

  if (isEditing) return <TillNameField name={name} onSave={rename} onCancel={() => setEditing(false)} />;
  const shown = name || t('till.unnamed');
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={t('till.rename', { name: shown })}
      data-testid="till-name"
      onClick={() => setEditing(true)}
    >
      <span className={styles.tillLabel}>{t('till.label')}</span> <span className={styles.tillId}>{shown}</span>
    </button>
  );
}

interface TillNameFieldProps {
  readonly name: string;
  readonly onSave: (name: string) => void;
  readonly onCancel: () => void;
}

function TillNameField({ name, onSave, onCancel }: TillNameFieldProps) {
  const { t } = useTranslation('container');
  const [typed, setTyped] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  const fit = toTillId(typed);
  // The cashier has just pressed the button this field replaces.
  useEffect(() => field.current?.select(), []);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // It is not for the page below.
    event.stopPropagation();
    onCancel();
  };
  return (
    <form
      className={styles.tillForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (fit !== null) onSave(fit);
      }}
    >
      <input
        ref={field}
        className={`vp-input ${styles.tillField}`}
        aria-label={t('till.field')}
        aria-invalid={fit === null}
        title={t('till.hint', { max: TILL_ID_MAX })}
        maxLength={TILL_ID_MAX}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className={styles.button} disabled={fit === null}>
        {t('till.save')}
      </button>
      <button type="button" className={styles.button} onClick={onCancel}>
        {t('till.cancel')}
      </button>
    </form>
  );
}

function keep(storage: Pick<Storage, 'setItem'>, tillId: string): void {
  try {
    storage.setItem(TILL_ID_KEY, tillId);
  } catch {
    // Forbidden storage forgets the name at the next load; this page keeps it.
  }
}
