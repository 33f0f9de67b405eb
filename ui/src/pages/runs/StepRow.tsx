import type { Progress, Step, StepState } from '~/api/types'
import { Bar } from '~/ui/Bar'
import { Icon, type IconName } from '~/ui/icons'
import { stepLooks } from '~/ui/states'
import { timeOfDay } from '~/util/format'
import classes from './StepList.module.css'
import { Took } from './Took'

const stepIcons: Record<StepState, IconName | null> = {
  pending: null,
  running: null,
  waiting: 'pause',
  done: 'check',
  skipped: 'skip',
  failed: 'cross',
  undone: 'undo',
}

export function StepRow({ step, progress }: { step: Step; progress: Progress | null }) {
  const look = stepLooks[step.state]
  const icon = stepIcons[step.state]
  const running = step.state === 'running'
  return (
    <li
      className={classes.step}
      data-tone={look.tone}
      data-state={step.state}
      aria-label={`${step.title}: ${look.word}`}
      aria-current={running || step.state === 'waiting' ? 'step' : undefined}
    >
      <span className={classes.mark}>{icon === null ? null : <Icon name={icon} size={13} />}</span>
      <div className={classes.body}>
        <div className={classes.head}>
          <span className={classes.title}>{step.title}</span>
          {step.destroysData ? (
            <span className={classes.erases}>{step.state === 'done' ? 'erased data' : 'erases data'}</span>
          ) : null}
          {step.attempts > 1 ? <span className="dim">attempt {step.attempts}</span> : null}
          <span className={classes.word}>
            {step.state === 'pending' || step.state === 'done' ? '' : look.word}
          </span>
          {step.startedAt === null ? null : (
            <span className={classes.time} title={`Started ${timeOfDay(step.startedAt)}`}>
              <Took from={step.startedAt} to={step.endedAt} />
            </span>
          )}
        </div>
        {progress !== null && running ? (
          <div className={classes.progress}>
            <Bar percent={progress.percent} label={`Progress of ${step.title}`} />
            <span>
              {Math.floor(progress.percent)} % · {progress.text}
            </span>
          </div>
        ) : null}
        {step.evidence === null ? null : <p className={classes.evidence}>{step.evidence}</p>}
        {step.trouble === null || step.state === 'done' ? null : (
          <p className={classes.trouble}>{step.trouble}</p>
        )}
      </div>
    </li>
  )
}
