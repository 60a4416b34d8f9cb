import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that goes with its test. */
export function tempDir(): string {
  const path = mkdtempSync(join(tmpdir(), 'vppos-gateway-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
