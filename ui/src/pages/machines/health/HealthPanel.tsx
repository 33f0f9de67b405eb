import { useQuery } from '@tanstack/react-query'
import { alertList, machineHealth } from '~/api/alerts'
import type { EventPush } from '~/api/types'
import { machineAlertColumns } from '~/pages/alerts/columns'
import { DataTable } from '~/table/DataTable'
import { Facts } from '~/ui/Facts'
import { Loading } from '~/ui/Loading'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Panel'
import { ProblemNote } from '~/ui/ProblemNote'
import { StateBadge } from '~/ui/StateBadge'
import { healthLooks } from '~/ui/states'
import { When } from '~/ui/When'

/** How the machine fares, as its BMC told when the site's workers last asked it, and what of it somebody is told of. */
export function HealthPanel({ machine }: { machine: string }) {
  const health = useQuery(machineHealth(machine))
  const alerts = useQuery(alertList({ machine, open: 'true' }))
  if (health.data === undefined) {
    return <Panel title="Health">{health.isError ? <ProblemNote error={health.error} /> : <Loading />}</Panel>
  }
  const { data } = health
  return (
    <Panel title="Health" aside={<StateBadge look={healthLooks[data.health]} />}>
      {data.silentSince === undefined ? null : (
        <Note tone="warn">
          The BMC has been silent since <When at={data.silentSince} />. {data.trouble}
        </Note>
      )}
      <Facts
        facts={[
          ['Power', data.power],
          ['Told', data.answeredAt === undefined ? 'not yet' : <When key="told" at={data.answeredAt} />],
          [
            'Events',
            data.eventPush === undefined ? null : <PushedEvents key="events" push={data.eventPush} />,
          ],
          ['Sensors', data.sensors.length === 0 ? null : String(data.sensors.length)],
          ['Reasons', data.silentSince === undefined ? data.reasons.join('; ') : null],
        ]}
      />
      {alerts.data === undefined || alerts.data.items.length === 0 ? null : (
        <DataTable
          label="Alerts of this machine"
          columns={machineAlertColumns}
          rows={alerts.data.items}
          rowId={alert => String(alert.id)}
        />
      )}
    </Panel>
  )
}

function PushedEvents({ push }: { push: EventPush }) {
  return push.works ? (
    <>
      pushed by the BMC since <When at={push.since} />
    </>
  ) : (
    <>not pushed by the BMC: {push.trouble}</>
  )
}
