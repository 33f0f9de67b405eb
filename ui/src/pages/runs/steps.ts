import type { Run, Step, StepState } from '~/api/types'

const isCurrent: Record<StepState, boolean> = {
  pending: false,
  running: true,
  waiting: true,
  done: false,
  skipped: false,
  failed: false,
  undone: false,
}

const isBehind: Record<StepState, boolean> = {
  pending: false,
  running: false,
  waiting: false,
  done: true,
  skipped: true,
  failed: false,
  undone: false,
}

/** The step that the run is at, while there is one. */
export function currentStep(run: Run): Step | undefined {
  return run.steps.find(step => isCurrent[step.state])
}

export function doneSteps(run: Run): number {
  return run.steps.filter(step => isBehind[step.state]).length
}

/** Progress of the whole run in percent, the current step's own progress counted in. */
export function overallPercent(run: Run): number {
  if (run.steps.length === 0) return run.state === 'done' ? 100 : 0
  const part =
    run.progress !== null && currentStep(run)?.name === run.progress.step ? run.progress.percent / 100 : 0
  return Math.min(100, ((doneSteps(run) + part) / run.steps.length) * 100)
}
