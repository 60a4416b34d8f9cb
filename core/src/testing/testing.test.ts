import { expect, it } from 'vitest';
import { fakeClock, seededRandom } from './index.ts';

it('runs what falls due in order of its due time, and what that starts in turn', () => {
  const clock = fakeClock(0);
  const ran: string[] = [];
  clock.after(20, () => ran.push(`b${clock.now()}`));
  clock.after(10, () => {
    ran.push(`a${clock.now()}`);
    clock.after(5, () => ran.push(`c${clock.now()}`));
  });

  clock.advance(20);

  expect(ran).toEqual(['a10', 'c15', 'b20']);
  expect(clock.pending()).toBe(0);
});

it('forgets a stopped timer, however often it is stopped', () => {
  const clock = fakeClock();
  const stop = clock.after(1, () => expect.unreachable());
  stop();
  stop();

  clock.advance(10);
});

it('repeats the same chance for the same seed', () => {
  const one = seededRandom(7);
  const two = seededRandom(7);

  expect([one(), one(), one()]).toEqual([two(), two(), two()]);
});
