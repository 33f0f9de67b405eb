import { expect, test } from 'vitest'
import type { Run, Step, StepState } from '~/api/types'
import { currentStep, doneSteps, overallPercent } from './steps'

function run(states: StepState[], progress: Run['progress'] = null, state: Run['state'] = 'running'): Run {
  return { state, progress, steps: states.map((s, i) => ({ name: `s${i}`, state: s }) as Step) } as Run
}

test('the step that the run is at is the running or the waiting one', () => {
  expect(currentStep(run(['done', 'waiting', 'pending']))?.name).toBe('s1')
  expect(currentStep(run(['done', 'done']))).toBeUndefined()
})

test('skipped steps are behind, failed and undone ones are not', () => {
  expect(doneSteps(run(['done', 'skipped', 'failed', 'undone', 'running']))).toBe(2)
})

test('the progress of the current step counts towards the whole', () => {
  expect(
    overallPercent(run(['done', 'running', 'pending', 'pending'], { step: 's1', percent: 50, text: '' })),
  ).toBe(37.5)
  expect(overallPercent(run(['done', 'running'], { step: 's0', percent: 90, text: '' }))).toBe(50)
  expect(overallPercent(run([], null, 'done'))).toBe(100)
  expect(overallPercent(run([]))).toBe(0)
})
