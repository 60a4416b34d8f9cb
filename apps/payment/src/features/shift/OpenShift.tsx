import { toastUtils } from '@vppos/core/bus';
import type { ApiFailure } from '@vppos/core/http';
import { useState } from 'react';
import { isUnanswered, problemCode } from '../../api/problemCode.ts';
import { ActionButton } from '../../components/ActionButton.tsx';
import { MoneyField } from '../../components/MoneyField.tsx';
import { useText } from '../../i18n/useText.ts';
import type { TextKey } from '../../i18n/vi.ts';
import styles from './Shift.module.css';
import { useOpenShiftMutation } from './shiftApi.ts';

/** A till has one open shift at most, so that one sent twice opens one. */
export function OpenShift({ tillId }: { readonly tillId: string }) {
  const text = useText();
  const [cash, setCash] = useState<number | null>(null);
  const [send, { isLoading }] = useOpenShiftMutation();
  const open = async (): Promise<void> => {
    const { error } = await send({ tillId, openingCash: cash ?? 0 });
    // The API's mutations fail with nothing else.
    if (error !== undefined) toastUtils.warning(text(refusalWords(error as ApiFailure)));
  };
  return (
    <div className={`vp-card ${styles.card}`}>
      <p>{text('shift.none')}</p>
      <MoneyField label={text('shift.opening')} amount={cash} onChange={setCash} />
      <ActionButton look="primary" shortcut="F8" disabled={cash === null || isLoading} onPress={() => void open()}>
        {text('shift.open')}
      </ActionButton>
    </div>
  );
}

function refusalWords(failure: ApiFailure): TextKey {
  if (problemCode(failure) === 'shift-open') return 'shift.alreadyOpen';
  return isUnanswered(failure) ? 'app.unanswered' : 'app.refused';
}
