import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ensureCommands } from './testing/ensureCommands.ts';
import { started } from './testing/gatewayProcess.ts';
import { startShell } from './testing/shellSession.ts';

const PAGE = resolve(import.meta.dirname, '../../docs/publishing.md');
/** Where the page says that the gateway is. */
const WRITTEN_URL = 'http://127.0.0.1:4001';

interface Step {
  readonly command: string;
  /** What the page shows below the command; empty where it shows nothing. */
  readonly answer: string;
}

/** The page's `sh` blocks in their order, each with the `text` block that follows it. */
function readSteps(page: string): Step[] {
  const fences = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language, text = '']) => ({
    language,
    text,
  }));
  return fences.flatMap(({ language, text }, index) => {
    const next = fences[index + 1];
    const answer = next?.language === 'text' ? next.text : '';
    return language === 'sh' && !text.startsWith('npm ') ? [{ command: text.trimEnd(), answer: answer.trim() }] : [];
  });
}

/** Without what differs from run to run: the log's epoch, times in ms, and the drawn wait. */
function comparable(printed: string): string {
  return printed
    .trim()
    .replace(/\b[a-z0-9]{8,40}-(\d+)\b/g, '<epoch>-$1')
    .replace(/\b\d{13}\b/g, '<ms>')
    .replace(/^retry: [1-4]\d{3}$/m, 'retry: <ms>');
}

beforeAll(() => ensureCommands(['bash', 'curl', 'openssl']), 300_000);

it('[SCH7] runs every command of the page for publishers, and gets the answers it shows', async () => {
  const gateway = await started({ GATEWAY_LOG: 'memory:', DRAIN_MS: '0' });
  const url = `http://127.0.0.1:${gateway.port()}`;
  const shell = startShell();
  const steps = readSteps(readFileSync(PAGE, 'utf8'));

  for (const { command, answer } of steps) {
    const shown = comparable(answer);
    const block = command.replaceAll(WRITTEN_URL, url);
    const printed = /\bcurl -\w*N/.test(block)
      ? await shell.runUntil(block, (soFar) => comparable(soFar) === shown)
      : await shell.run(block);
    expect({ command, answer: comparable(printed) }).toEqual({ command, answer: shown });
  }

  expect(steps.filter(({ answer }) => answer !== '').length).toBeGreaterThanOrEqual(9);
}, 60_000);
