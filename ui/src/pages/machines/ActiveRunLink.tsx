import { Link } from '@tanstack/react-router'
import type { ActiveRun } from '~/api/types'
import { runKindWords, runLooks } from '~/ui/states'
import { paths } from '~/util/paths'
import classes from './MachinesPage.module.css'

export function ActiveRunLink({ run }: { run: ActiveRun | null }) {
  if (run === null) return <span className="dim">–</span>
  const look = runLooks[run.state]
  return (
    <Link to={paths.run(run.id)} className={classes.run}>
      <span>
        {runKindWords[run.kind]}
        {run.step === null ? null : <span className="dim"> · {run.step}</span>}
      </span>
      {run.state === 'running' ? null : <span data-tone={look.tone}>{look.word}</span>}
    </Link>
  )
}
