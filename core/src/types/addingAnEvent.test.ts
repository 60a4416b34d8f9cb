import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const CORE = path.resolve(import.meta.dirname, '../..');
const scratch = mkdtempSync(path.join(tmpdir(), 'vppos-adding-an-event-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/**
 * The four steps of the file's own head comment, as edits: what stands there before, and after. Of a name nobody needs: who
 * tries the README's example in earnest must not find it taken here.
 */
const STEPS = {
  key: ["  NOTIFY: 'notify',\n", "  NOTIFY: 'notify',\n  FOUR_STEPS_TRIED: 'four_steps_tried',\n"],
  payload: [
    '/** Step 3. */',
    'export interface FourStepsTriedPayload extends RealtimePayloadBase {\n  order_id: number;\n  reason: string;\n}\n\n/** Step 3. */',
  ],
  row: ['  notify: NotifyPayload;\n', '  notify: NotifyPayload;\n  four_steps_tried: FourStepsTriedPayload;\n'],
  schema: [
    '    notify: v.looseObject({ ...base, message: v.string() }),\n',
    '    notify: v.looseObject({ ...base, message: v.string() }),\n    four_steps_tried: v.looseObject({ ...base, order_id: id, reason: v.string() }),\n',
  ],
} as const;
type Step = keyof typeof STEPS;

/** A page and a server that use the new type, as a micro-frontend and a test of a backend would. */
const USER = `
import { useRealtimeEvent } from '../hooks/index.ts';
import { REALTIME_EVENT_TYPES } from '../types/index.ts';
export function Page(): null {
  useRealtimeEvent(REALTIME_EVENT_TYPES.FOUR_STEPS_TRIED, (data) => void (data.reason satisfies string));
  return null;
}
`;

/** Copies core's sources, makes all steps but the forgotten one, and compiles the copy. Gives what the compiler said. */
function compileCopy(name: string, { forgotten, user }: { forgotten?: Step; user: boolean }): string {
  const copy = path.join(scratch, name);
  for (const part of ['src', 'package.json']) {
    cpSync(path.join(CORE, part), path.join(copy, part), {
      recursive: true,
      filter: (file) => !/\.test(-d)?\.tsx?$/.test(file),
    });
  }
  symlinkSync(path.join(CORE, 'node_modules'), path.join(copy, 'node_modules'));
  const file = path.join(copy, 'src/types/realtime.types.ts');
  let text = readFileSync(file, 'utf8');
  for (const [step, [before, after]] of Object.entries(STEPS)) {
    if (step === forgotten) continue;
    if (!text.includes(before)) throw new Error(`The step "${step}" finds no place in realtime.types.ts.`);
    text = text.replace(before, after);
  }
  writeFileSync(file, text);
  if (user) writeFileSync(path.join(copy, 'src/hooks/user.ts'), USER);
  writeFileSync(
    path.join(copy, 'tsconfig.json'),
    JSON.stringify({
      extends: path.join(CORE, 'tsconfig.page.json'),
      compilerOptions: {
        rootDir: 'src',
        composite: false,
        emitDeclarationOnly: false,
        declaration: false,
        noEmit: true,
        typeRoots: [path.join(CORE, 'node_modules/@types')],
      },
      include: ['src/**/*.ts'],
      exclude: [],
      references: [],
    }),
  );
  const tsc = path.resolve(CORE, '../node_modules/typescript/bin/tsc');
  const result = spawnSync(process.execPath, [tsc, '-p', copy, '--pretty', 'false'], { encoding: 'utf8' });
  return result.stdout.trim();
}

describe('adding an event type', { timeout: 60_000 }, () => {
  it('[TYPE1] is four steps in one file, and then a page may listen', () => {
    expect(compileCopy('whole', { user: true })).toBe('');
  });

  it.each([
    ['key', 'four_steps_tried'],
    ['payload', 'FourStepsTriedPayload'],
    ['row', 'four_steps_tried'],
    ['schema', 'four_steps_tried'],
  ] as const)('[TYPE1] does not compile without the step "%s", and names %s', (forgotten, named) => {
    const said = compileCopy(`without-${forgotten}`, { forgotten, user: false });

    expect(said).toContain('src/types/realtime.types.ts');
    expect(said).toContain(named);
  });
});
