import { Link } from '@tanstack/react-router'
import type { Machine } from '~/api/types'
import type { Column } from '~/table/columns'
import { StateBadge } from '~/ui/StateBadge'
import { healthLooks, machineLooks } from '~/ui/states'
import { When } from '~/ui/When'
import { memorySize, plural } from '~/util/format'
import { paths } from '~/util/paths'
import { ActiveRunLink } from './ActiveRunLink'
import classes from './MachinesPage.module.css'

export const machineColumns: Column<Machine>[] = [
  {
    id: 'name',
    header: 'Machine',
    sortField: 'name',
    cell: ({ row: { original: machine } }) => (
      <div className={classes.name}>
        <Link to={paths.machine(machine.id)}>{machine.name}</Link>
        <span className="dim">{machine.hostname ?? machine.macs[0]}</span>
      </div>
    ),
  },
  {
    id: 'state',
    header: 'State',
    sortField: 'state',
    cell: ({ row: { original: machine } }) => (
      <StateBadge
        look={machineLooks[machine.state]}
        title={machine.stateReason ?? machineLooks[machine.state].meaning}
      />
    ),
  },
  {
    id: 'health',
    header: 'Health',
    cell: ({ row: { original: machine } }) =>
      machine.health === null ? (
        <span className="dim">–</span>
      ) : (
        <StateBadge look={healthLooks[machine.health]} title="As its BMC told when it was last asked" />
      ),
  },
  {
    id: 'run',
    header: 'Active run',
    cell: ({ row: { original: machine } }) => <ActiveRunLink run={machine.activeRun} />,
  },
  {
    id: 'address',
    header: 'Address',
    sortField: 'address',
    cell: ({ row: { original: machine } }) => <span className="mono">{machine.address ?? '–'}</span>,
  },
  {
    id: 'hardware',
    header: 'Hardware',
    wideOnly: true,
    cell: ({ row: { original: machine } }) => (
      <div className={classes.name}>
        <span>{[machine.manufacturer, machine.product].filter(Boolean).join(' ') || '–'}</span>
        {machine.summary === null ? null : (
          <span className="dim">
            {plural(machine.summary.cores, 'core')} · {memorySize(machine.summary.memoryBytes)} ·{' '}
            {plural(machine.summary.disks, 'disk')}
          </span>
        )}
      </div>
    ),
  },
  {
    id: 'serial',
    header: 'Serial',
    sortField: 'serial',
    wideOnly: true,
    cell: ({ row: { original: machine } }) => <span className="mono">{machine.serial ?? '–'}</span>,
  },
  {
    id: 'image',
    header: 'System',
    wideOnly: true,
    cell: ({ row: { original: machine } }) => machine.os ?? machine.image ?? '–',
  },
  { id: 'site', header: 'Site', sortField: 'site', wideOnly: true, accessorKey: 'site' },
  {
    id: 'updated',
    header: 'Changed',
    sortField: 'updatedAt',
    wideOnly: true,
    cell: ({ row: { original: machine } }) => <When at={machine.updatedAt} />,
  },
]
