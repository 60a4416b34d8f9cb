// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { kindOfFile } from './fileKinds.ts';
import { readWorkerMessage } from './worker.types.ts';

describe('kindOfFile', () => {
  it.each([
    ['http://127.0.0.1:3001/mf-manifest.json', 'entry'],
    ['http://127.0.0.1:3001/remoteEntry.js', 'entry'],
    ['https://cdn.example/order/358.4686ed40a4.js', 'chunk'],
    ['https://cdn.example/order/remote.1020f8ed27.css', 'chunk'],
    ['/mfe-registry.json', null],
    ['/api/v1/orders', null],
    ['/api/v1/events/stream', null],
    ['/api/v1/358.4686ed40a4.js', null],
    ['/api', null],
    ['/service-worker.js', null],
  ])('[PWA3] takes %s for %s', (url, kind) => {
    expect(kindOfFile(new URL(url, 'http://till.example'))).toBe(kind);
  });
});

describe('readWorkerMessage', () => {
  it('[PWA5] heeds nothing but what it knows', () => {
    const manifests = ['http://127.0.0.1:3001/mf-manifest.json'];
    const messages = [
      { kind: 'takeOver' },
      { kind: 'keepRemotes', manifests },
      { kind: 'keepRemotes', manifests: ['x'] },
      'x',
    ];

    expect(messages.map((message) => readWorkerMessage(message)?.kind)).toEqual([
      'takeOver',
      'keepRemotes',
      undefined,
      undefined,
    ]);
  });
});
