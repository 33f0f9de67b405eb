import { Button, Modal } from '@mantine/core'
import type { RunPlan } from '~/api/types'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import classes from './ProvisionForm.module.css'

interface Props {
  plan: RunPlan
  pending: boolean
  /** Why the start was refused. */
  problem: unknown
  onStart(): void
  onClose(): void
}

/** The plan as the run itself has settled it, agreed to before anything is done. */
export function PlanDialog({ plan, pending, problem, onStart, onClose }: Props) {
  const destroys = plan.steps.some(step => step.destroysData)
  return (
    <Modal
      opened
      onClose={onClose}
      title={`This is what will be done to ${plan.subject}`}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.fields}>
        <ul className={classes.list}>
          {plan.effects.map(effect => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
        <p className="dim">
          {plan.steps.length} steps, from “{plan.steps[0]?.title}” to “{plan.steps.at(-1)?.title}”. Plan{' '}
          <span className="mono" title={plan.hash}>
            {plan.hash.slice(0, 12)}
          </span>
          : nothing else is done, and the run asks when it finds another machine or another disk.
        </p>
        {destroys ? <Note tone="warn">Data is destroyed, and nothing brings it back.</Note> : null}
        {problem === null ? null : <ProblemNote error={problem} />}
        <Button color={destroys ? 'red' : 'blue'} loading={pending} onClick={onStart}>
          Start this plan
        </Button>
        <Button variant="default" onClick={onClose}>
          Back
        </Button>
      </div>
    </Modal>
  )
}
