import type { Clock } from '@vppos/core/time';
import { type AccessTokens, accessTokens } from './auth/accessToken.ts';
import { hashPassword, type RandomBytes } from './auth/password.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import type { BankList } from './bank/bankList.ts';
import { type BankInbox, createBankInbox } from './bank/inbox.ts';
import { payosProvider } from './bank/payos/payosProvider.ts';
import type { WebhookProvider } from './bank/provider.ts';
import { createReconcile, type Reconcile } from './bank/reconcile.ts';
import { sepayList } from './bank/sepay/sepayList.ts';
import { LIST_PROVIDER, sepayProvider } from './bank/sepay/sepayProvider.ts';
import type { BackendConfig } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { seedLargeDemo } from './db/largeDemo/seedLargeDemo.ts';
import { seedDemoShops } from './db/seed.ts';
import { MOCK_LIST_TOKEN } from './mockBank/mockBank.route.ts';
import { type GatewayClient, httpGatewayClient } from './outbox/gatewayClient.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';
import { createServiceToken } from './outbox/serviceToken.ts';

/** scrypt's N of the demo users' passwords. */
const PASSWORD_COST = 32_768;

/** What the backend takes from its surroundings. */
export interface BackendDeps {
  readonly clock: Clock;
  /** Chance in [0, 1), for waits. */
  readonly random: () => number;
  readonly bytes: RandomBytes;
  /** A new name nobody else has, of `[A-Za-z0-9._-]{1,64}`. */
  readonly newId: () => string;
  readonly fetch: typeof fetch;
  /** scrypt's N. Default 32768; tests take less. */
  readonly passwordCost?: number;
}

interface ServiceLog {
  warn(message: string): void;
  error(message: string): void;
}

/** The parts of the backend that have nothing to do with HTTP servers. */
export interface Services {
  readonly db: Database;
  readonly outbox: Outbox;
  readonly inbox: BankInbox;
  /** The providers that call us. */
  readonly webhookProviders: readonly WebhookProvider[];
  readonly reconcile: Reconcile;
  readonly gateway: GatewayClient;
  readonly tokens: AccessTokens;
  readonly sessions: Sessions;
  /** A password hash of nobody: what an unknown user name is compared with. */
  readonly decoyHash: string;
}

export interface ServiceOptions {
  readonly config: BackendConfig;
  /** The address of the gateway; null as long as it is not known. */
  readonly gatewayUrl: () => string | null;
  /** Where this backend answers; null as long as it does not. */
  readonly ownUrl: () => string | null;
  readonly log: ServiceLog;
}

/** Opens the database, fills an empty one with the demo shops if it may, and puts the parts together. */
export async function createServices(deps: BackendDeps, options: ServiceOptions): Promise<Services> {
  const { clock } = deps;
  const hash = (password: string): Promise<string> =>
    hashPassword(password, { cost: deps.passwordCost ?? PASSWORD_COST, bytes: deps.bytes });
  const db = openDatabase(options.config.dataDir);
  const { demoData } = options.config;
  if (demoData !== 'none') await seedDemoShops(db, hash);
  if (demoData === 'large') seedLargeDemo(db, clock.now());
  const tokens = accessTokens(options.config.jwtSecret, clock, deps.newId);
  const outbox = createOutbox(db, clock);
  const { payosChecksumKey, sepayWebhookSecret, reconcileMs: everyMs } = options.config;
  const webhookProviders = [payosProvider(payosChecksumKey), sepayProvider(sepayWebhookSecret, clock)];
  const providers = [...webhookProviders, LIST_PROVIDER];
  const inbox = createBankInbox({ db, outbox, clock, log: options.log, providers });
  const list = bankList(deps, options);
  return {
    db,
    outbox,
    tokens,
    inbox,
    webhookProviders,
    reconcile: createReconcile({ db, inbox, list, clock, random: deps.random, everyMs, log: options.log }),
    sessions: createSessions({ db, outbox, clock, bytes: deps.bytes, accessTokenTtlS: options.config.accessTokenTtlS }),
    decoyHash: await hash(deps.newId()),
    gateway: httpGatewayClient({
      baseUrl: options.gatewayUrl,
      serviceToken: createServiceToken(tokens, clock),
      fetch: deps.fetch,
      clock,
    }),
  };
}

/** SePay's list, or in the demonstration the mock bank's, which this backend serves itself in SePay's words. */
function bankList({ fetch, clock }: BackendDeps, { config, ownUrl }: ServiceOptions): BankList | null {
  const from = config.bankList;
  if (from === null) return null;
  if (from.kind === 'sepay') return sepayList({ baseUrl: () => from.url, token: from.token, fetch, clock });
  const baseUrl = (): string | null => {
    const url = ownUrl();
    return url === null ? null : `${url}/mock-bank`;
  };
  return sepayList({ baseUrl, token: MOCK_LIST_TOKEN, fetch, clock });
}
