import process from 'node:process';
import { ensureInstalled, handOver } from './setup.mjs';

ensureInstalled();
handOver('tools/system/start.main.ts', process.argv.slice(2));
