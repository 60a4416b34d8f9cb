import process from 'node:process';
import { ensureInstalled, handOver } from './setup.mjs';

ensureInstalled();
handOver('tools/test.main.ts', process.argv.slice(2));
