import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareCursors,
  decodeControl,
  decodeEvent,
  encodeControl,
  encodeFrame,
  isCursor,
  isEventTypeName,
  parseCursor,
} from './index.ts';

/** Reads one frame the way the standard says [sse-spec 9.2.6], in a dozen independent lines. */
function readFrames(text: string): { id: string; type: string; json: string }[] {
  const frames: { id: string; type: string; json: string }[] = [];
  let frame = { id: '', type: 'message', json: '' };
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line === '' && frame.json !== '') frames.push(frame);
    if (line === '') frame = { id: '', type: 'message', json: '' };
    const [, field, value] = /^([a-z]+): ?(.*)$/s.exec(line) ?? [];
    if (field === 'id') frame.id = value ?? '';
    if (field === 'event') frame.type = value ?? '';
    if (field === 'data') frame.json += value ?? '';
  }
  return frames;
}

describe('frames', () => {
  it('[WIRE1] keeps CR, LF and NUL from adding a field or a frame', () => {
    const hostile = 'x\r\nevent: order_paid\ndata: {"total":1}\n\n\u0000';
    const wire = encodeFrame({
      id: `a-1${hostile}`,
      event: `notify${hostile}`,
      json: JSON.stringify({ message: hostile }),
    });

    const frames = readFrames(wire);
    expect(frames).toHaveLength(1);
    expect(JSON.parse(frames[0]?.json ?? '')).toEqual({ message: hostile });
    expect(wire).not.toContain('\u0000');
    expect(wire.match(/^event:/gm)).toHaveLength(1);
  });

  it('[WIRE2] reads back what it wrote, whatever text a payload carries', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(), (message, seq) => {
        const data = { message };
        const [frame] = readFrames(encodeFrame({ id: `e1-${seq}`, event: 'notify', json: JSON.stringify(data) }));
        const decoded = decodeEvent(frame ?? { id: '', type: '', json: '' });
        expect(decoded).toEqual({ ok: true, known: true, event: { id: `e1-${seq}`, type: 'notify', data } });
      }),
    );
  });

  it.each(['stream.hello', 'open', 'error', 'message', 'Order', '1st', '', 'a b', 'a'.repeat(65)])(
    '[WIRE3] refuses %j as a business type',
    (type) => {
      expect(isEventTypeName(type)).toBe(false);
      expect(decodeEvent({ id: 'e-1', type, json: '{}' })).toEqual({ ok: false, code: 'BAD_TYPE' });
    },
  );

  it.each([
    [{ id: '', type: 'notify', json: '{}' }, 'BAD_ID'],
    [{ id: 'e-1', type: 'notify', json: '{"mess' }, 'NOT_JSON'],
    [{ id: 'e-1', type: 'notify', json: '{}' }, 'BAD_PAYLOAD'],
  ])('[WIRE4] says why %j is no event', (frame, code) => {
    expect(decodeEvent(frame)).toMatchObject({ ok: false, code });
  });

  it('[WIRE4] reads control frames back, and skips one it does not know', () => {
    const data = { reason: 'trimmed' as const, cursor: 'e-9' };
    const [frame] = readFrames(encodeControl('stream.resync', data, 'e-9'));

    expect(frame?.id).toBe('e-9');
    expect(decodeControl(frame?.type ?? '', frame?.json ?? '')).toEqual({ ok: true, type: 'stream.resync', data });
    expect(decodeControl('stream.tomorrow', '{}')).toEqual({ ok: false, code: 'UNKNOWN_CONTROL' });
    expect(decodeControl('toString', '{}')).toEqual({ ok: false, code: 'UNKNOWN_CONTROL' });
    expect(decodeControl('stream.live', '{"cursor":7}')).toEqual({ ok: false, code: 'BAD_PAYLOAD' });
  });
});

describe('cursors', () => {
  it.each([
    ['e-9', 'e-10', -1],
    ['e-10', 'e-9', 1],
    ['e-10', 'e-10', 0],
    ['e-10', 'f-10', 'incomparable'],
    ['e-10', 'nonsense', 'incomparable'],
    ['e-010', 'e-10', 'incomparable'],
  ])('[CUR1] compares %s with %s as %s', (a, b, order) => {
    expect(compareCursors(a, b)).toBe(order);
  });

  it('[CUR1] reads no cursor out of text that no log wrote', () => {
    for (const raw of ['', '-', 'e-', '-1', 'e--1', 'e-1.5', 'e-99999999999999999999', 'é-1', 'e-1\n']) {
      expect(parseCursor(raw), raw).toBeNull();
    }
    expect(isCursor('a'.repeat(65))).toBe(false);
  });
});
