import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { copyPublicFiles, shellFiles } from './serviceWorker.ts';

let app = '';
beforeEach(() => {
  app = mkdtempSync(path.join(tmpdir(), 'vppos-app-'));
  for (const folder of ['dist/web', 'public/icons']) mkdirSync(path.join(app, folder), { recursive: true });
});
afterEach(() => rmSync(app, { recursive: true, force: true }));
const write = (file: string, text: string): void => writeFileSync(path.join(app, file), text);
const files = () => shellFiles(path.join(app, 'dist/web'));

describe('the service worker’s build', () => {
  it('[PWA1] lists the files of the shell, and nothing that no page needs', () => {
    write('public/icons/icon.svg', '<svg/>');
    copyPublicFiles(app);
    for (const name of ['index.html', 'main.js', 'main.js.map', 'service-worker.js', '12.0123456789.js']) {
      write(`dist/web/${name}`, name);
    }
    write('dist/web/12.0123456789.js.LICENSE.txt', 'MIT');

    expect(files().map(({ url }) => url)).toEqual(['/12.0123456789.js', '/icons/icon.svg', '/index.html', '/main.js']);
  });

  it('[PWA2] tells two builds apart by what is in a file whose name stays', () => {
    write('dist/web/main.js', 'one');
    write('dist/web/12.0123456789.js', 'x');
    const [chunk, before] = files();
    write('dist/web/main.js', 'two');
    const [, after] = files();

    expect(chunk?.revision).toBeNull();
    expect(before?.revision).toMatch(/^[0-9a-f]{16}$/);
    expect(after?.revision).not.toBe(before?.revision);
  });
});
