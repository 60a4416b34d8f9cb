/** What a login may do. `service` is for back ends, never for people. */
export type Role = 'cashier' | 'manager' | 'admin' | 'service';

/** Who is signed in, as every micro-frontend may know it. Never a token. */
export interface AuthUser {
  readonly id: number;
  readonly name: string;
  readonly company_id: number;
  readonly roles: readonly Role[];
  /** The place this browser stands at; kept in the browser. */
  readonly till_id: string;
}
