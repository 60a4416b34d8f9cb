import { BUS_VERSION, type ChannelDetails } from './channels.ts';
import { dispatchOnWindow, listenOnWindow, type Unsubscribe } from './listeners.ts';

/** Says that a screen which waits for this order's money has just read that some came. The announcer reads for itself. */
export function requestAnnouncement(orderId: number): void {
  dispatchOnWindow('vppos:announce', { v: BUS_VERSION, order_id: orderId });
}

export function listenAnnouncementRequests(listener: (orderId: number) => void): Unsubscribe {
  return listenOnWindow<ChannelDetails['vppos:announce']>({
    channel: 'vppos:announce',
    listener: (detail) => listener(detail.order_id),
    mfe: 'container',
  });
}
