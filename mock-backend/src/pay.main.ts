import process from 'node:process';
import { askMockBank, MockBankError } from './mockBank/askMockBank.ts';
import { parsePayArgs } from './mockBank/payArgs.ts';

try {
  const parsed = parsePayArgs(process.argv.slice(2));
  if (!parsed.ok) throw new MockBankError(parsed.message);
  // The same variables as `npm start`: on other ports it must never pay another system's orders.
  const { BACKEND_PORT = '4000', BACKEND_URL = `http://127.0.0.1:${BACKEND_PORT}` } = process.env;
  console.log(await askMockBank(parsed.wish, { backendUrl: BACKEND_URL, fetch }));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
