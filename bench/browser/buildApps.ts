import { execFileSync } from 'node:child_process';

/** What the browser is given is what is in the folder now. */
export function buildApps(): void {
  execFileSync('turbo', ['run', 'build', '--output-logs=errors-only', '--no-update-notifier'], {
    stdio: 'inherit',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  });
}
