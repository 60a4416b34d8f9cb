import type { Program } from './program.ts';

/** How long a program may take until it answers, in ms. A first development build is the slowest. */
const READY_DEADLINE_MS = 120_000;
const ASK_EVERY_MS = 100;

/** Waits until the program answers 200, or says why it ended. */
export async function untilReady(program: Program): Promise<void> {
  const deadline = Date.now() + READY_DEADLINE_MS;
  const ended = program.exited.then(({ output }) => {
    throw new Error(`${program.spec.name} stopped while starting.\n${output.trim()}`);
  });
  await Promise.race([ended, untilAnswers(`${program.spec.url}${program.spec.readyPath}`, deadline)]);
}

async function untilAnswers(url: string, deadline: number): Promise<void> {
  while (Date.now() < deadline) {
    if (await answers(url)) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  throw new Error(`${url} did not answer within ${READY_DEADLINE_MS / 1000} s.`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
