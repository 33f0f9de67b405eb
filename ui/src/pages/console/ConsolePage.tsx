import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { machineDetail } from '~/api/machines'
import { Loading } from '~/ui/Loading'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { paths } from '~/util/paths'
import { LiveConsole } from './LiveConsole'
import { Recordings } from './Recordings'

export function ConsolePage() {
  const { id } = useParams({ from: '/machines/$id/console' })
  const query = useQuery(machineDetail(id))
  const machine = query.data
  return (
    <Page
      title={`Console of ${machine?.name ?? id}`}
      crumb={
        <>
          <Link to={paths.machines}>Machines</Link> /{' '}
          <Link to={paths.machine(id)}>{machine?.name ?? id}</Link>
        </>
      }
    >
      {query.isError ? <ProblemNote error={query.error} /> : null}
      {machine === undefined ? (
        <Loading pending={query.isPending} />
      ) : (
        <>
          <LiveConsole key={machine.id} machine={machine.id} name={machine.name} />
          <Recordings machine={machine.id} />
        </>
      )}
    </Page>
  )
}
