import { Link } from '@tanstack/react-router'
import { openPayloads } from '~/api/codec'
import type { Run } from '~/api/types'
import { Facts } from '~/ui/Facts'
import { moment } from '~/util/format'
import { paths } from '~/util/paths'
import { Took } from './Took'
import { sameHostUrl } from './temporalLink'

const HASH_SHOWN = 12

export function RunFacts({ run }: { run: Run }) {
  const history = sameHostUrl(run.links.temporal, window.location.hostname)
  return (
    <Facts
      facts={[
        [
          'Machine',
          run.machine === null ? (
            'not known yet'
          ) : (
            <Link key="machine" to={paths.machine(run.machine)}>
              {run.machineName ?? run.machine}
            </Link>
          ),
        ],
        ['Started', moment(run.startedAt)],
        [
          run.endedAt === null ? 'Running for' : 'Took',
          <Took key="took" from={run.startedAt} to={run.endedAt} />,
        ],
        [
          'Plan',
          run.planHash === null ? null : (
            <span key="plan" className="mono" title={`Sum of the plan, which never changes: ${run.planHash}`}>
              {run.planHash.slice(0, HASH_SHOWN)}
            </span>
          ),
        ],
        [
          'Run',
          <span key="id" className="mono">
            {run.id}
          </span>,
        ],
        [
          'History',
          history === null ? null : (
            <a key="history" href={history} target="_blank" rel="noreferrer" onClick={openPayloads}>
              Open in the Temporal UI
            </a>
          ),
        ],
      ]}
    />
  )
}
