import { expect, test } from 'vitest'
import { attemptOf } from './attempt'

test('the same wish keeps its key, another gets another', () => {
  const first = attemptOf(null, { machine: 'm-1' })
  expect(first.key).toMatch(/^[0-9a-f]{32}$/)
  expect(attemptOf(first, { machine: 'm-1' }).key).toBe(first.key)
  expect(attemptOf(first, { machine: 'm-2' }).key).not.toBe(first.key)
})
