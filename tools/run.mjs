// Runs one of the project's programs: `run.mjs <script> [arguments]`.
import process from 'node:process';
import { ensureInstalled, handOver } from './setup.mjs';

const [script = '', ...args] = process.argv.slice(2);
ensureInstalled();
handOver(script, args);
