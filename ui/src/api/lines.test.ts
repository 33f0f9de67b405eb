import { expect, test } from 'vitest'
import { firstMissing, mergeLines } from './lines'
import type { LogLine } from './types'

const line = (number: number): LogLine => ({
  number,
  at: '2026-01-01T00:00:00Z',
  step: null,
  who: null,
  text: `${number}`,
})
const lines = (...numbers: number[]) => numbers.map(line)
const numbers = (merged: readonly LogLine[]) => merged.map(({ number }) => number)

test('lines that follow are added', () => {
  expect(numbers(mergeLines(lines(0, 1), lines(2, 3)))).toEqual([0, 1, 2, 3])
})

test('lines that were told before are not told twice, and change nothing', () => {
  const known = lines(0, 1, 2)
  expect(mergeLines(known, lines(1, 2))).toBe(known)
  expect(mergeLines(known, [])).toBe(known)
  expect(numbers(mergeLines(known, lines(2, 3, 3)))).toEqual([0, 1, 2, 3])
})

test('lines that come late get their place', () => {
  expect(numbers(mergeLines(lines(0, 4), lines(3, 1, 2)))).toEqual([0, 1, 2, 3, 4])
})

test('the first missing line is the one that is asked for next', () => {
  expect(firstMissing([])).toBe(0)
  expect(firstMissing(lines(0, 1, 2))).toBe(3)
  expect(firstMissing(lines(0, 2, 3))).toBe(1)
  expect(firstMissing(lines(1, 2))).toBe(0)
})
