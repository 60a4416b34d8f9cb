import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import webpack from 'webpack';
import { scriptRule } from './webpackConfig.ts';

const CORE = path.resolve(import.meta.dirname, '../../../core');
const scratch = mkdtempSync(path.join(tmpdir(), 'vppos-shaking-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** What a production build makes of one source text. */
async function bundle(name: string, source: string): Promise<string> {
  const entry = path.join(scratch, `${name}.ts`);
  writeFileSync(entry, source);
  const compiler = webpack({
    mode: 'production',
    context: CORE,
    entry,
    output: { path: scratch, filename: `${name}.js` },
    module: { rules: [scriptRule(false)] },
  });
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler?.run((error, result) => (error === null ? resolve(result) : reject(error)));
  });
  expect(stats?.toString({ preset: 'errors-only' })).toBe('');
  return readFileSync(path.join(scratch, `${name}.js`), 'utf8');
}

it('[TYPE4] carries no validator where only the names are imported', { timeout: 30_000 }, async () => {
  const types = path.join(CORE, 'src/types/index.ts');
  const names = await bundle(
    'names',
    `import { REALTIME_EVENT_TYPES } from '${types}'; console.log(REALTIME_EVENT_TYPES);`,
  );
  const schemas = await bundle(
    'schemas',
    `import { REALTIME_PAYLOAD_SCHEMAS } from '${types}'; console.log(REALTIME_PAYLOAD_SCHEMAS);`,
  );

  expect(schemas).toContain('~standard');
  expect(names).toContain('order_paid');
  expect(names).not.toContain('~standard');
  expect(names.length).toBeLessThan(400);
});
