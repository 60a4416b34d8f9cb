// Draws the container's icons for those who take no SVG, with the Chromium of the tests: run it when `icon.svg` changes.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../../apps/container/public/icons');
const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const svg = readFileSync(path.join(FOLDER, 'icon.svg'), 'utf8');
// A mask may cut all but the middle 80 %: the plate fills the picture, and the sign keeps away from the edge.
const maskable = svg.replace(' rx="8"', '').replace('<path ', '<path transform="translate(4 4) scale(.75)" ');

draw('icon-192.png', svg, 192);
draw('icon-512.png', svg, 512);
draw('maskable-512.png', maskable, 512);

function draw(name: string, picture: string, size: number): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'vppos-icons-'));
  const page = path.join(folder, 'icon.html');
  writeFileSync(page, `<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${picture}`);
  execFileSync(
    CHROMIUM,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--default-background-color=00000000',
      `--user-data-dir=${folder}`,
      `--window-size=${size},${size}`,
      `--screenshot=${path.join(FOLDER, name)}`,
      `file://${page}`,
    ],
    { stdio: 'ignore' },
  );
  rmSync(folder, { recursive: true, force: true });
  console.log(`${name}: ${size} px`);
}
