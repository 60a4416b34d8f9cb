import { statSync } from 'node:fs';
import path from 'node:path';
import { seededRandom } from '@vppos/core/testing';
import { expect, it } from 'vitest';
import { CLIP_PLACES } from '../clips/places.ts';
import { amountClips, amountWords } from './amountClips.ts';
import { clipsOf, sentenceOf } from './announcement.ts';

it.each([
  [5000, 'năm nghìn'],
  [15_000, 'mười lăm nghìn'],
  [21_000, 'hai mươi mốt nghìn'],
  [24_000, 'hai mươi tư nghìn'],
  [55_000, 'năm mươi lăm nghìn'],
  [105_000, 'một trăm lẻ năm nghìn'],
  [125_000, 'một trăm hai mươi lăm nghìn'],
  [150_500, 'một trăm năm mươi nghìn năm trăm'],
  [1_005_000, 'một triệu không trăm lẻ năm nghìn'],
  [1_250_000, 'một triệu hai trăm năm mươi nghìn'],
  [10_000_000, 'mười triệu'],
  [2_000_000_005, 'hai tỷ không trăm lẻ năm'],
])('[ANN1] reads %d as %s', (amount, words) => {
  expect(amountWords(amount)).toBe(words);
});

it('[ANN1] has clips that say exactly the words of any amount, pairs where there is one', () => {
  const random = seededRandom(20_251_121);
  const amounts = Array.from({ length: 5000 }, (_, n) => Math.floor(random() * 10 ** (1 + (n % 12))) + 1);

  for (const amount of amounts) expect(amountClips(amount).join(' ')).toBe(`${amountWords(amount)} đồng`);
  expect(amountClips(125_000)).toEqual(['một trăm', 'hai mươi', 'lăm', 'nghìn đồng']);
});

it('[ANN1] begins with a bell, and calls a test a test', () => {
  expect(clipsOf({ kind: 'received', amount: 150_000 })).toEqual([
    'chime',
    'đã nhận',
    'một trăm',
    'năm mươi',
    'nghìn đồng',
  ]);
  expect(clipsOf({ kind: 'test', amount: 5000 })).toEqual(['chime', 'thử loa', 'đã nhận', 'năm', 'nghìn đồng']);
  expect(clipsOf({ kind: 'more' })).toEqual(['chime', 'và nhiều giao dịch khác']);
  expect(sentenceOf({ kind: 'test', amount: 5000 })).toBe('Thử loa. Đã nhận năm nghìn đồng');
});

it('[ANN12] weighs at most 200 kB, and has every clip at a place of its own', () => {
  const places = Object.values(CLIP_PLACES);
  const isApart = places.every(
    ([start, length], n) => n === places.length - 1 || start + length < (places[n + 1]?.[0] ?? 0),
  );

  expect(isApart).toBe(true);
  expect(statSync(path.join(import.meta.dirname, '../clips/announcer.mp3')).size).toBeLessThanOrEqual(200_000);
});
