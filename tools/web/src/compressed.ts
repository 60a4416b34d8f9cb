import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** A smaller file fits into one packet as it is. In bytes. */
const WORTH_FROM = 1024;

/** Lays `<file>.gz` beside every script, style, page and manifest of a build: packed once, as small as may be, not at each visit. */
export function compressBuild(directory: string): void {
  for (const name of globSync('**/*.{js,css,html,json,svg,webmanifest}', { cwd: directory })) {
    const file = path.join(directory, name);
    if (statSync(file).size >= WORTH_FROM) writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
  }
}

/** The file that was packed; others stand as they are. */
export function unpackedName(file: string): string {
  return file.replace(/\.gz$/, '');
}
