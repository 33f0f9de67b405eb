import { Link } from '@tanstack/react-router'
import type { Run } from '~/api/types'
import type { Column } from '~/table/columns'
import { StateBadge } from '~/ui/StateBadge'
import { runKindWords, runLooks } from '~/ui/states'
import { When } from '~/ui/When'
import { paths } from '~/util/paths'
import { currentStep, doneSteps } from './steps'
import { Took } from './Took'

export const runColumns: Column<Run>[] = [
  {
    id: 'run',
    header: 'Run',
    sortField: 'kind',
    cell: ({ row: { original: run } }) => (
      <Link to={paths.run(run.id)} className="nowrap">
        {runKindWords[run.kind]} <span className="mono">{run.id.slice(0, 8)}</span>
      </Link>
    ),
  },
  {
    id: 'machine',
    header: 'Machine',
    cell: ({ row: { original: run } }) =>
      run.machine === null ? (
        <span className="dim">not known yet</span>
      ) : (
        <Link to={paths.machine(run.machine)} className="nowrap">
          {run.machineName ?? run.machine}
        </Link>
      ),
  },
  {
    id: 'state',
    header: 'State',
    sortField: 'state',
    cell: ({ row: { original: run } }) => <StateBadge look={runLooks[run.state]} />,
  },
  {
    id: 'step',
    header: 'Step',
    cell: ({ row: { original: run } }) => (
      <span>
        {currentStep(run)?.title ?? run.outcome ?? '–'}{' '}
        <span className="dim nowrap">
          {doneSteps(run)}/{run.steps.length}
        </span>
      </span>
    ),
  },
  {
    id: 'started',
    header: 'Started',
    sortField: 'startedAt',
    wideOnly: true,
    cell: ({ row: { original: run } }) => <When at={run.startedAt} />,
  },
  {
    id: 'took',
    header: 'Took',
    wideOnly: true,
    align: 'end',
    cell: ({ row: { original: run } }) => <Took from={run.startedAt} to={run.endedAt} />,
  },
]
