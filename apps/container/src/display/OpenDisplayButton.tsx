import { toastUtils } from '@vppos/core/bus';
import { useAuthUser } from '@vppos/core/hooks';
import { Tv } from 'lucide-react';
import { displayAddress } from './path.ts';
import { useText } from './words/useText.ts';

interface OpenDisplayButtonProps {
  /** How the bar's buttons look. */
  readonly className?: string | undefined;
  /** Of the words beside the sign. Default: there are none to be seen. */
  readonly wordsClassName?: string | undefined;
  /** Gives null when the browser opens no window. */
  readonly open?: (address: string, name: string) => unknown;
}

/** One display a till: another press shows the same window again. */
const openWindow = (address: string, name: string): unknown =>
  window.open(address, name, 'popup,width=1024,height=768');

/** Opens the customer's screen as a second window, to be moved to the second monitor. */
export function OpenDisplayButton(props: OpenDisplayButtonProps) {
  const { className, wordsClassName = 'vp-visually-hidden', open = openWindow } = props;
  const text = useText();
  const user = useAuthUser();
  if (user === null) return null;
  const show = (): void => {
    const { company_id, till_id } = user;
    if (open(displayAddress(company_id, till_id), `vppos-display-${till_id}`) === null)
      toastUtils.warning(text('blocked'));
  };
  return (
    <button type="button" className={className} aria-label={text('open')} title={text('open')} onClick={show}>
      <Tv aria-hidden="true" />
      <span className={wordsClassName} aria-hidden="true">
        {text('open')}
      </span>
    </button>
  );
}
