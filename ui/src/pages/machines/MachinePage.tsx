import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { machineDetail } from '~/api/machines'
import { Facts } from '~/ui/Facts'
import { Loading } from '~/ui/Loading'
import { Note } from '~/ui/Note'
import { Page } from '~/ui/Page'
import { Panel } from '~/ui/Panel'
import { ProblemNote } from '~/ui/ProblemNote'
import { StateBadge } from '~/ui/StateBadge'
import { machineLooks, runKindWords, runLooks } from '~/ui/states'
import { paths } from '~/util/paths'
import { BmcPanel } from './bmc/BmcPanel'
import { BothSides } from './hardware/BothSides'
import { Hardware } from './hardware/Hardware'
import { HealthPanel } from './health/HealthPanel'
import { MachineActions } from './MachineActions'
import { MachineQueue } from './MachineQueue'
import { MachineRuns } from './MachineRuns'
import { machineFacts } from './machineFacts'

export function MachinePage() {
  const { id } = useParams({ from: '/machines/$id' })
  const query = useQuery(machineDetail(id))
  const machine = query.data
  const crumb = <Link to={paths.machines}>Machines</Link>
  if (machine === undefined) {
    return (
      <Page title={id} crumb={crumb}>
        {query.isError ? <ProblemNote error={query.error} /> : <Loading />}
      </Page>
    )
  }
  const run = machine.activeRun
  return (
    <Page
      title={machine.name}
      crumb={crumb}
      aside={<StateBadge look={machineLooks[machine.state]} title={machineLooks[machine.state].meaning} />}
      actions={<MachineActions machine={machine} />}
    >
      {query.isError ? <ProblemNote error={query.error} /> : null}
      {machine.stateReason === null ? null : (
        <Note tone={machine.state === 'failed' ? 'bad' : 'info'}>{machine.stateReason}</Note>
      )}
      {run === null ? null : (
        <Note tone={run.state === 'waiting' ? 'warn' : 'info'}>
          <strong>{runKindWords[run.kind]}</strong> is {runLooks[run.state].word.toLowerCase()}
          {run.step === null ? '' : ` at step “${run.step}”`}.{' '}
          <Link to={paths.run(run.id)}>Watch the run</Link>
        </Note>
      )}
      <Panel title="Machine">
        <Facts facts={machineFacts(machine)} />
      </Panel>
      <MachineQueue machine={machine.id} />
      <MachineRuns machine={machine.id} />
      {machine.bmc === null ? null : <HealthPanel machine={machine.id} />}
      {machine.bmc === null ? null : <BmcPanel machine={machine.id} />}
      <Hardware report={machine.hardware} />
      <BothSides machine={machine.id} />
    </Page>
  )
}
