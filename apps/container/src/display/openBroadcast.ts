import type { MessagePipe } from '../auth/sessionChannel.ts';
import { createListenPage, type ListenPage } from '../realtime/pageLifecycle.ts';

/**
 * A pipe to the browser's other pages. A page that is put away hears nothing: a message would throw it out of the
 * back/forward cache, with everything the cashier had on it.
 */
export function openBroadcast(name: string, listenPage: ListenPage = createListenPage(window)): MessagePipe {
  let channel: BroadcastChannel | null = null;
  const open = (): void => {
    channel ??= new BroadcastChannel(name);
    channel.onmessage = (event) => pipe.onmessage?.(event);
  };
  const shut = (): void => {
    channel?.close();
    channel = null;
  };
  const stopListening = listenPage((moment) => {
    if (moment === 'suspend') shut();
    if (moment === 'resume') open();
  });
  const pipe: MessagePipe = {
    onmessage: null,
    postMessage: (message) => channel?.postMessage(message),
    close: () => {
      stopListening();
      shut();
    },
  };
  open();
  return pipe;
}
