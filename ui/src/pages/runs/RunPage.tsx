import { Link, useParams } from '@tanstack/react-router'
import type { Run, RunState } from '~/api/types'
import { Bar } from '~/ui/Bar'
import { Loading } from '~/ui/Loading'
import { Note } from '~/ui/Note'
import { Page } from '~/ui/Page'
import { Panel } from '~/ui/Panel'
import { ProblemNote } from '~/ui/ProblemNote'
import { StateBadge } from '~/ui/StateBadge'
import { runGoesOn, runKindWords, runLooks } from '~/ui/states'
import { paths } from '~/util/paths'
import { CancelRun } from './CancelRun'
import { LogTail } from './LogTail'
import { PausedNote } from './PausedNote'
import { PauseRun } from './PauseRun'
import { RunFacts } from './RunFacts'
import classes from './RunPage.module.css'
import { StepList } from './StepList'
import { doneSteps, overallPercent } from './steps'
import { useLiveRun } from './useLiveRun'
import { WaitingPanel } from './WaitingPanel'

const outcomeTones: Record<RunState, 'good' | 'bad' | 'info'> = {
  running: 'info',
  waiting: 'info',
  paused: 'info',
  cancelling: 'info',
  done: 'good',
  cancelled: 'info',
  failed: 'bad',
}

function title(run: Run): string {
  return `${runKindWords[run.kind]} ${run.machineName ?? run.machine ?? 'a new machine'}`
}

export function RunPage() {
  const { id } = useParams({ from: '/runs/$id' })
  const { query, lines, link } = useLiveRun(id)
  const run = query.data
  const crumb = <Link to={paths.runs}>Runs</Link>
  if (run === undefined) {
    return (
      <Page title="Run" crumb={crumb}>
        {query.isError ? <ProblemNote error={query.error} /> : <Loading />}
      </Page>
    )
  }
  return (
    <Page
      title={title(run)}
      crumb={crumb}
      aside={<StateBadge look={runLooks[run.state]} />}
      actions={
        runGoesOn[run.state] ? (
          <>
            <PauseRun run={run} />
            <CancelRun run={run} />
          </>
        ) : undefined
      }
    >
      {link === 'lost' ? (
        <Note tone="warn" alert>
          The connection to the API is lost. The run goes on without this page; trying to reach it again.
        </Note>
      ) : null}
      <RunFacts run={run} />
      {run.pause === null ? null : <PausedNote run={run} pause={run.pause} />}
      {run.waiting === null ? null : <WaitingPanel run={run} waiting={run.waiting} />}
      {run.outcome === null ? null : (
        <Note tone={outcomeTones[run.state]} title="Outcome">
          <p>{run.outcome}</p>
        </Note>
      )}
      <div className={classes.columns}>
        <Panel
          title="Steps"
          aside={
            <span className="dim">
              {doneSteps(run)} of {run.steps.length}
            </span>
          }
        >
          <Bar percent={overallPercent(run)} label="Progress of the run" tone={runLooks[run.state].tone} />
          <StepList run={run} />
        </Panel>
        <LogTail lines={lines} steps={run.steps} link={link} />
      </div>
    </Page>
  )
}
