import { SignJWT } from 'jose';

const SECRET = new TextEncoder().encode('demo-jwt-secret-not-for-production');

interface Claims {
  readonly sub: string;
  readonly roles: readonly string[];
  readonly company_id?: number;
  readonly sid?: string;
  /** Seconds from now. Default 60. */
  readonly livesForS?: number;
  readonly secret?: Uint8Array;
}

/** A token as the backend signs them, with whatever the test says. */
export function signToken({ livesForS = 60, secret = SECRET, sub, ...claims }: Claims): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sid: 'e2e', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setIssuer('vppos')
    .setAudience('vppos-realtime')
    .setIssuedAt(now)
    .setExpirationTime(now + livesForS)
    .sign(secret);
}

/** What a backend sends to be believed. */
async function serviceLogin(): Promise<{ readonly authorization: string }> {
  return { authorization: `Bearer ${await signToken({ sub: 'e2e-backend', roles: ['service'] })}` };
}

/** Publishes to company 1 as a backend in any language would. */
export async function publishAnswer(gatewayUrl: string, event: string, data: unknown): Promise<Response> {
  return await fetch(`${gatewayUrl}/api/v1/events`, {
    method: 'POST',
    headers: { ...(await serviceLogin()), 'content-type': 'application/json' },
    body: JSON.stringify({ event, data, target: 'company', companyId: 1 }),
  });
}

/** Publishes what must be accepted. Gives the event's id. */
export async function publish(gatewayUrl: string, event: string, data: unknown): Promise<string> {
  const response = await publishAnswer(gatewayUrl, event, data);
  if (response.status !== 202) throw new Error(`publish answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}

/** Ends a login session wherever it is open. */
export async function revokeSession(gatewayUrl: string, sid: string): Promise<void> {
  const headers = await serviceLogin();
  const response = await fetch(`${gatewayUrl}/api/v1/events/sessions/${sid}/revoke`, { method: 'POST', headers });
  if (!response.ok) throw new Error(`revoke answered ${response.status}: ${await response.text()}`);
}

/** How many streams the gateway holds now. */
export async function streams(gatewayUrl: string): Promise<number> {
  return ((await (await fetch(`${gatewayUrl}/health`)).json()) as { connectedClients: number }).connectedClients;
}

/** One open stream, as the gateway tells of it. */
export interface OpenConnection {
  readonly clientId: string;
  readonly companyId: number;
}

export async function connectionsOf(gatewayUrl: string): Promise<OpenConnection[]> {
  const headers = await serviceLogin();
  const response = await fetch(`${gatewayUrl}/api/v1/events/connections`, { headers });
  return (await response.json()) as OpenConnection[];
}

/** Asks every 20 ms until the answer is the wanted one; fails with the last answer when it never is. */
export async function until<T>(
  ask: () => Promise<T> | T,
  wanted: (answer: T) => boolean,
  withinMs: number,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const answer = await ask();
    const elapsed = performance.now() - startedAt;
    if (wanted(answer)) return elapsed;
    if (elapsed > withinMs) throw new Error(`still ${JSON.stringify(answer)} after ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
