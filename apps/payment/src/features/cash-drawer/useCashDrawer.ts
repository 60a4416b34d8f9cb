import { toastUtils } from '@vppos/core/bus';
import { useText } from '../../i18n/useText.ts';
import { type DrawerReason, openCashDrawer } from './cashDrawer.ts';

/** Opens the drawer beside whatever else goes on; a failure is told and holds up nothing. */
export function useCashDrawer(): (reason: DrawerReason) => void {
  const text = useText();
  return (reason) => {
    void openCashDrawer(reason).then((result) => {
      if (result === 'failed') toastUtils.warning(text('drawer.failed'));
    });
  };
}
