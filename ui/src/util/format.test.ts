import { expect, test } from 'vitest'
import { ago, duration, memorySize, plural, size } from './format'

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [1_500_000, '1.5 MB'],
  [480_103_981_056, '480 GB'],
  [1_921_405_086_208, '1.92 TB'],
  [3_221_225_472, '3.22 GB'],
])('a disk of %i bytes has %s', (bytes, text) => {
  expect(size(bytes)).toBe(text)
})

test('memory counts in powers of two', () => {
  expect(memorySize(68_719_476_736)).toBe('64 GiB')
  expect(memorySize(1_610_612_736)).toBe('1.5 GiB')
})

test.each([
  [-5, '0.0 s'],
  [4_230, '4.2 s'],
  [12_400, '12 s'],
  [59_700, '1 min 00 s'],
  [65_000, '1 min 05 s'],
  [7_380_000, '2 h 03 min'],
  [273_600_000, '3 d 4 h'],
])('%i ms read as %s', (ms, text) => {
  expect(duration(ms)).toBe(text)
})

test('how long ago is told in one unit', () => {
  const at = '2026-01-01T00:00:00Z'
  const after = (seconds: number) => ago(at, Date.parse(at) + seconds * 1000)
  expect([2, 30, 119, 7300, 200_000].map(after)).toEqual([
    'just now',
    '30 s ago',
    '1 min ago',
    '2 h ago',
    '2 d ago',
  ])
})

test('one thing is not many', () => {
  expect([plural(1, 'disk'), plural(2, 'disk'), plural(0, 'disk')]).toEqual(['1 disk', '2 disks', '0 disks'])
})
