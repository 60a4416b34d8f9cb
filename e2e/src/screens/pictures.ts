import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Look } from './look.ts';
import type { Screen } from './screen.types.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const QUALITY_PERCENT = 60;

/** Where pictures go; null when nobody asked for them. */
export function pictureFolder(): string | null {
  const asked = process.env['SCREENS'];
  return asked === undefined || asked === '' ? null : path.resolve(ROOT, asked);
}

export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = pictureFolder();
  if (folder === null) return;
  mkdirSync(folder, { recursive: true });
  const cdp = await page.context().newCDPSession(page);
  const { data } = await cdp.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY_PERCENT });
  await cdp.detach();
  writeFileSync(path.join(folder, `${name}.webp`), Buffer.from(data, 'base64'));
}

export function pictureName({ name }: Screen, look: Look): string {
  return `${name}.${look.replace('.vi', '').replace('.light', '')}`;
}
