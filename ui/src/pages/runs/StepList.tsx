import type { Run } from '~/api/types'
import classes from './StepList.module.css'
import { StepRow } from './StepRow'

export function StepList({ run }: { run: Run }) {
  if (run.steps.length === 0) return <p className="dim">The plan is being made.</p>
  return (
    <ol className={classes.list} aria-label="Steps">
      {run.steps.map(step => (
        <StepRow
          key={step.name}
          step={step}
          progress={run.progress?.step === step.name ? run.progress : null}
        />
      ))}
    </ol>
  )
}
