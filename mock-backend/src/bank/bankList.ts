import type { BankRow } from './provider.ts';

/** What an account got and gave, as its bank or provider lists it. */
export interface BankList {
  /** The rows of `account` since `since` (ms since 1970), oldest first. Throws when the bank cannot be asked. */
  read(question: { account: string; since: number; signal: AbortSignal }): Promise<readonly BankRow[]>;
}
