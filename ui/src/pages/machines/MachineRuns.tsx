import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { runList } from '~/api/runs'
import { runColumns } from '~/pages/runs/columns'
import { DataTable } from '~/table/DataTable'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Panel } from '~/ui/Panel'
import { ProblemNote } from '~/ui/ProblemNote'
import { paths } from '~/util/paths'

const SHOWN = 5
const columns = runColumns.filter(column => column.id !== 'machine')

export function MachineRuns({ machine }: { machine: string }) {
  const query = useQuery(runList({ machine, sort: 'startedAt,desc', size: SHOWN }))
  const more = (query.data?.total ?? 0) > SHOWN
  return (
    <Panel
      title="Runs"
      flush
      aside={
        more ? (
          <Link to={paths.runs} search={{ search: machine }}>
            All {query.data?.total} runs
          </Link>
        ) : undefined
      }
    >
      {query.isError ? <ProblemNote error={query.error} /> : null}
      {query.data === undefined ? (
        <Loading pending={query.isPending} />
      ) : query.data.items.length === 0 ? (
        <Empty title="No run yet.">What is done to this machine from now on is listed here.</Empty>
      ) : (
        <DataTable
          label="Runs of this machine"
          columns={columns}
          rows={query.data.items}
          rowId={run => run.id}
        />
      )}
    </Panel>
  )
}
