import type { TextKey } from './vi.ts';

export const EN: Readonly<Record<TextKey, string>> = {
  button: 'Speaker',
  'state.on': 'on',
  'state.muted': 'muted',
  'state.blocked': 'blocked',
  'state.failed': 'no sound yet',
  'state.opening': 'opening',
  'state.unavailable': 'could not be opened',
  'panel.title': 'Speaker for incoming money',
  'panel.volume': 'Volume',
  'panel.mute': 'Mute (notifications still show)',
  'panel.browserVoice': 'Use the browser’s own voice',
  'panel.test': 'Test the speaker',
  'panel.testing': 'Testing…',
  'panel.blocked': 'The browser blocks the speaker. Press anywhere on this page to switch it on.',
  'panel.failed': 'The voice could not be loaded. The till tries again by itself; notifications still show.',
  'panel.unavailable':
    'The speaker could not be opened. Check the network; the till tries again. Money still shows on the screen.',
  'panel.opening': 'The speaker is opening…',
  'panel.close': 'Close',
  blockedBar: 'The browser blocks the speaker – press here to switch it on',
  received: 'Received {{amount}}',
  missed: 'Missed at {{time}}: received {{amount}}',
  more: 'And many more payments',
  openInvoice: 'Open invoice',
};
