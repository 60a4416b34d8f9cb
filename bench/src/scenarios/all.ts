import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isNchanInstalled, type PeerName } from '../peers.ts';
import type { Plan, Scenario } from '../plan.ts';
import { openFilesLimit, SERVER_CORE } from '../processes.ts';
import type { Report } from '../report.ts';
import { spreadOf } from '../statistics.ts';
import { runContests } from './contests.ts';
import { runDrain } from './drain.ts';
import { runIdle } from './idle.ts';
import { runStalled } from './stalled.ts';
import { runStorm } from './storm.ts';

type Run = (report: Report, plan: Plan) => Promise<void>;

const MIB = 1024 * 1024;
const STALLED_MAX_BYTES = 256 * 1024;
const FILES_BESIDE_STREAMS = 512;

export const RUN: Record<Scenario, Run> = {
  fanout: runContests,

  idle: async (report, plan) => {
    const nchan: PeerName[] = isNchanInstalled() ? ['nchan'] : [];
    const peers: PeerName[] = ['gateway', 'gateway-plain', 'naive', ...nchan, 'better-sse', 'socket.io'];
    for (const { streams, rounds } of [
      { streams: 5000, rounds: 1 },
      { streams: 9500, rounds: plan.rounds },
    ]) {
      report.title(`${streams} idle streams, fresh processes`);
      if (openFilesLimit() < streams + FILES_BESIDE_STREAMS) {
        report.title(`  left out: this machine allows ${openFilesLimit()} open files a process`);
        continue;
      }
      const kb = new Map<PeerName, number>();
      for (const peer of peers) {
        const runs: number[] = [];
        for (let round = 0; round < rounds; round += 1) {
          runs.push((await runIdle(peer, streams)).bytesPerStream / 1024);
        }
        const spread = spreadOf(runs);
        kb.set(peer, spread.median);
        report.figure(`${peer}, ${streams} idle`, spread, 'KiB a stream');
      }
      const of = (peer: PeerName): number => kb.get(peer) ?? Number.NaN;
      report.atMost(`memory of ${streams} idle streams, over the naive loop's`, of('gateway') / of('naive'), 1);
      report.atMost("… under Node's own defaults", of('gateway-plain') / of('naive'), 1);
      if (nchan.length > 0) report.atMost("… over Nchan's (the aim)", of('gateway') / of('nchan'), 1);
    }
  },

  storm: async (report, plan) => {
    report.title('Reconnect storm: 5,000 streams cut at once, back with their cursors, 500 events behind');
    const seconds: number[] = [];
    for (let round = 0; round < plan.rounds; round += 1) {
      const run = await runStorm({ streams: 5000, behind: 500 });
      report.deliveries('storm', run);
      seconds.push(run.caughtUpAfterS);
      report.figure('peak memory', spreadOf([run.peakResidentBytes / MIB]), 'MiB');
    }
    report.figure('everyone has everything after', spreadOf(seconds), 's');
  },

  stalled: async (report, plan) => {
    report.title('Flood of 8 kB events, 100/s to 100 readers, with and without 100 more that read nothing');
    const flood = { streams: 100, ratePerS: 100, seconds: 8, padBytes: 8000 };
    const p99: Record<'with' | 'without', number[]> = { with: [], without: [] };
    const pending: number[] = [];
    for (let pair = 0; pair < plan.pairs; pair += 1) {
      for (const which of pair % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
        const run = await runStalled({ ...flood, stalled: which === 'with' ? 100 : 0 });
        report.deliveries(`flood ${which} stalled readers`, run);
        p99[which].push(run.latency.p99);
        if (which === 'with') pending.push(run.largestPendingBytes);
      }
    }
    const medians = { with: spreadOf(p99.with), without: spreadOf(p99.without) };
    report.figure('p99 of the others, with stalled readers', medians.with, 'ms');
    report.figure('p99 without', medians.without, 'ms');
    report.figure('most bytes pending for one stalled reader', spreadOf(pending), 'B');
    report.atMost('bytes pending for a stalled reader', Math.max(...pending), STALLED_MAX_BYTES);
    report.atMost(
      "the others' p99, over that without stalled readers",
      medians.with.median / medians.without.median,
      1.25,
    );
  },

  drain: async (report, plan) => {
    report.title('A deployment: SIGTERM with 5,000 streams under 20 events/s, then everyone on the new process');
    for (let round = 0; round < plan.rounds; round += 1) {
      const run = await runDrain({ streams: 5000, drainMs: 10_000 });
      report.deliveries('drain', run.settled);
      report.figure('streams told goodbye', spreadOf([run.endings.withBye]), 'of 5,000');
      report.atMost('the fullest second, over the mean', run.peakOverMean, 2);
    }
  },

  appends: async (report, plan) => {
    report.title('The log: sqlite, synchronous=FULL');
    const runs = Array.from({ length: plan.rounds }, appendsOnce);
    for (const name of ['bare', 'one', 'many'] as const) {
      report.figure(APPENDS[name], spreadOf(runs.map((run) => run[name])), 'a second');
    }
    report.atLeast('appends/s from many publishers', spreadOf(runs.map(({ many }) => many)).median, 20_000);
    report.atLeast('appends/s from one', spreadOf(runs.map(({ one }) => one)).median, 4000);
  },
};

const APPENDS = {
  bare: 'a bare loop of insert and commit',
  one: 'one publisher who waits for each answer',
  many: '500 publishers who wait for theirs',
};

function appendsOnce(): { bare: number; one: number; many: number } {
  const program = join(import.meta.dirname, 'appends.main.ts');
  const { stdout, stderr } = spawnSync('taskset', ['-c', String(SERVER_CORE), process.execPath, program], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(`The appends could not be measured:\n${stderr}`);
  // Printed by our own program.
  return JSON.parse(stdout) as { bare: number; one: number; many: number };
}
