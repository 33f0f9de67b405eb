import { expect, test } from 'vitest'
import { checkRunbook, draftOf, example, runbookOf } from './runbookDraft'

test('what is typed becomes a runbook', () => {
  const draft = { ...draftOf(null), name: ' disk-swap ', description: ' ' }
  expect(checkRunbook(draft)).toEqual({})
  expect(runbookOf(draft)).toEqual({ name: 'disk-swap', description: null, steps: example })
})

test('steps that are no list are told before the API is asked', () => {
  expect(checkRunbook({ name: '', description: '', steps: '{' })).toEqual({
    name: 'Name is missing.',
    steps: 'This is no list of steps in JSON.',
  })
})
