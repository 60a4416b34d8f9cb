import type { Plan, PlanMode } from './plan.ts';

interface TableOptions {
  readonly mode: PlanMode;
  readonly isDevelopment: boolean;
  readonly readyInMs: number;
}

const DEMO_LOGINS = [
  ['thungan1, thungan2', 'cashiers, company 1'],
  ['quanly1', 'admin, company 1'],
  ['thungan3', 'cashier, company 2'],
] as const;

/** What a person wants to read once everything answers. */
export function systemTable(plan: Plan, { mode, isDevelopment, readyInMs }: TableOptions): string {
  const rows = plan.programs.map(({ name, url }) => [name, url] as const);
  const lines = [
    '',
    `VPPOS is ready (${(readyInMs / 1000).toFixed(1)} s)${isDevelopment ? ', with hot reload' : ''}`,
    '',
    ...columns(rows),
  ];
  if (mode !== 'gateway') {
    lines.push(
      '',
      `Open ${plan.addresses.container} and sign in; the password of every demo login is demo1234:`,
      ...columns(DEMO_LOGINS),
    );
    lines.push(
      '',
      `Play the bank:  ${portOf(plan.addresses)}npm run pay -- <order id>`,
      `           or at:  ${plan.addresses.backend}/mock-bank`,
    );
  }
  return `${lines.join('\n')}\nCtrl-C stops everything.\n\n`;
}

/** What another terminal must be told where the backend's port is not the usual one. */
function portOf({ backend }: Plan['addresses']): string {
  const { port } = new URL(backend);
  return port === '4000' ? '' : `BACKEND_PORT=${port} `;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length)) + 2;
  return rows.map(([first, second]) => `  ${first.padEnd(width)}${second}`);
}
