import type { Clock } from '@vppos/core/time';
import { type AccessTokens, accessTokens } from './auth/accessToken.ts';
import { hashPassword, type RandomBytes } from './auth/password.ts';
import { createSessions, type Sessions } from './auth/sessions.ts';
import { type BankInbox, createBankInbox } from './bank/inbox.ts';
import type { BackendConfig } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { seedDemoShops } from './db/seed.ts';
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
  readonly log: ServiceLog;
}

/** Opens the database, fills an empty one with the demo shops, and puts the parts together. */
export async function createServices(deps: BackendDeps, options: ServiceOptions): Promise<Services> {
  const { clock } = deps;
  const hash = (password: string): Promise<string> =>
    hashPassword(password, { cost: deps.passwordCost ?? PASSWORD_COST, bytes: deps.bytes });
  const db = openDatabase(options.config.dataDir);
  await seedDemoShops(db, hash);
  const tokens = accessTokens(options.config.jwtSecret, clock, deps.newId);
  const outbox = createOutbox(db, clock);
  return {
    db,
    outbox,
    tokens,
    inbox: createBankInbox({ db, outbox, clock, log: options.log }),
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
