import type { MessagePipe } from '../auth/sessionChannel.ts';

export const openBroadcast = (name: string): MessagePipe => new BroadcastChannel(name);
