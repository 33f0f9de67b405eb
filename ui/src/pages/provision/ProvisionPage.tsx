import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { imageList } from '~/api/images'
import { machineDetail } from '~/api/machines'
import { whyNoProvision } from '~/pages/machines/allowed'
import { QueueNote } from '~/pages/machines/QueueNote'
import { Loading } from '~/ui/Loading'
import { Note } from '~/ui/Note'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { paths } from '~/util/paths'
import { ProvisionForm } from './ProvisionForm'

export function ProvisionPage() {
  const { id } = useParams({ from: '/machines/$id/provision' })
  const machine = useQuery(machineDetail(id))
  const images = useQuery(imageList())
  const error = machine.error ?? images.error
  const whyNot = machine.data === undefined ? null : whyNoProvision(machine.data)
  return (
    <Page
      title={`Provision ${machine.data?.name ?? id}`}
      crumb={
        <>
          <Link to={paths.machines}>Machines</Link> /{' '}
          <Link to={paths.machine(id)}>{machine.data?.name ?? id}</Link>
        </>
      }
    >
      {error === null ? null : <ProblemNote error={error} />}
      {machine.data === undefined || images.data === undefined ? (
        <Loading pending={error === null} />
      ) : (
        <>
          {machine.data.activeRun === null || whyNot !== null ? null : <QueueNote />}
          {whyNot === null ? null : (
            <Note tone="warn">
              {whyNot} <Link to={paths.machine(id)}>Back to the machine</Link>
            </Note>
          )}
          <ProvisionForm machine={machine.data} images={images.data.items} />
        </>
      )}
    </Page>
  )
}
