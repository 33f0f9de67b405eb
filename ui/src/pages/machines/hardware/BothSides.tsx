import { useQuery } from '@tanstack/react-query'
import { machineHardware } from '~/api/machines'
import type { Fact, FactSource, HardwareChange } from '~/api/types'
import type { Column } from '~/table/columns'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Panel'
import { When } from '~/ui/When'
import { plural } from '~/util/format'
import { Branch } from './Branch'

const sources: Record<FactSource, string> = {
  'in-band': 'the machine',
  'out-of-band': 'its BMC',
  both: 'both',
  contradicted: 'not agreed on',
}

interface Row extends Fact {
  part: string
}

const factColumns: Column<Row>[] = [
  { id: 'part', header: 'Part', accessorKey: 'part' },
  { id: 'fact', header: 'Fact', accessorKey: 'name' },
  {
    id: 'value',
    header: 'Value',
    cell: ({ row: { original } }) => (
      <>
        <span className="mono">{original.value}</span>
        {original.outOfBand === undefined ? null : (
          <div className="dim">
            BMC: <span className="mono">{original.outOfBand}</span>
          </div>
        )}
      </>
    ),
  },
  { id: 'source', header: 'Told by', cell: ({ row }) => sources[row.original.source] },
]

const changeColumns: Column<HardwareChange>[] = [
  { id: 'when', header: 'Seen', cell: ({ row }) => <When at={row.original.seenAt} /> },
  { id: 'source', header: 'Told by', cell: ({ row }) => sources[row.original.source] },
  { id: 'line', header: 'What', accessorKey: 'line' },
]

/** What the BMC tells beside what the machine told itself, and what changed. Nothing is shown of a machine whose BMC was never asked and that never changed. */
export function BothSides({ machine }: { machine: string }) {
  const tree = useQuery(machineHardware(machine)).data
  if (tree === undefined || (tree.outOfBandAt === null && tree.changes.length === 0)) return null
  const rows = tree.parts.flatMap(part => part.facts.map(fact => ({ ...fact, part: part.name })))
  return (
    <Panel
      title="Hardware, both sides"
      flush
      aside={
        tree.outOfBandAt === null ? null : (
          <span className="dim">
            BMC asked <When at={tree.outOfBandAt} />
          </span>
        )
      }
    >
      {tree.differences.length === 0 ? null : (
        <Note tone="warn" title="The machine and its BMC do not agree">
          <ul>
            {tree.differences.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Note>
      )}
      {tree.changes.length === 0 ? null : (
        <Branch
          title="Changes"
          note={plural(tree.changes.length, 'change')}
          columns={changeColumns}
          rows={tree.changes}
        />
      )}
      <Branch
        title="Facts and their sources"
        note={plural(rows.length, 'fact')}
        columns={factColumns}
        rows={rows}
        closed
      />
    </Panel>
  )
}
