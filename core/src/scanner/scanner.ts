import { BUS_VERSION, type ChannelDetails } from '../bus/channels.ts';
import { dispatchOnWindow, listenOnWindow, type Unsubscribe } from '../bus/listeners.ts';
import { NO_BURST, readKey } from './burst.ts';
import { type KeptField, keepField } from './field.ts';

/** What the scanner needs of `window`. */
type ScannerPage = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/**
 * Tells scanners from hands on the whole page. A burst that ends in Enter is swallowed: it presses no button, submits no form
 * and leaves no character in a field; its code goes out as `vppos:scan`. One a page; gives back its stop.
 */
export function startScanner(page: ScannerPage): () => void {
  let burst = NO_BURST;
  let field: KeptField | null = null;

  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const meaning = readKey(burst, { key: event.key, at: event.timeStamp });
    switch (meaning.kind) {
      case 'modifier':
        return;
      case 'typed':
        burst = meaning.burst;
        if (meaning.isFirst) field = keepField(event.target);
        // A space inside a code would press the button that has the focus.
        else if (event.key === ' ' && field === null) event.preventDefault();
        return;
      case 'other':
        burst = NO_BURST;
        return;
      case 'scanned':
        burst = NO_BURST;
        event.preventDefault();
        event.stopImmediatePropagation();
        field?.restore();
        dispatchOnWindow('vppos:scan', { v: BUS_VERSION, code: meaning.code });
    }
  };
  // On the window and first of all: a burst's keys may go to anything that has the focus.
  page.addEventListener('keydown', onKey, { capture: true });
  return () => page.removeEventListener('keydown', onKey, { capture: true });
}

/** Each code that a scanner reads on this page, 3–128 characters, as it stands on the goods. */
export function listenScans(listener: (code: string) => void, mfe = 'unknown'): Unsubscribe {
  return listenOnWindow<ChannelDetails['vppos:scan']>({
    channel: 'vppos:scan',
    listener: ({ code }) => listener(code),
    mfe,
  });
}
