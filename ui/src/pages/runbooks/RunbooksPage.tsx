import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteRunbook, runbookList, runbooksKey } from '~/api/runbooks'
import type { Runbook } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Sheet } from '~/table/Sheet'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { RemoveRow } from '~/ui/RemoveRow'
import { When } from '~/ui/When'
import { RunbookForm } from './RunbookForm'

const columns: Column<Runbook>[] = [
  {
    id: 'name',
    header: 'Runbook',
    cell: ({ row }) => (
      <>
        <b>{row.original.name}</b>
        {row.original.description === null ? null : <div className="dim">{row.original.description}</div>}
      </>
    ),
  },
  {
    id: 'steps',
    header: 'Steps',
    cell: ({ row }) => row.original.steps.map(step => step.name).join(' → '),
  },
  { id: 'updated', header: 'Changed', cell: ({ row }) => <When at={row.original.updatedAt} /> },
  { id: 'actions', header: '', align: 'end', cell: ({ row }) => <Actions runbook={row.original} /> },
]

function Actions({ runbook }: { runbook: Runbook }) {
  const [changing, setChanging] = useState(false)
  const { name } = runbook
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Change ${name}`}
        onClick={() => setChanging(true)}
      >
        Change
      </Button>
      <RemoveRow verb="Delete" kind="runbook" name={name} list={runbooksKey} act={() => deleteRunbook(name)}>
        <p>Runs that go through it are not touched: each has its own list of steps.</p>
      </RemoveRow>
      {changing ? <RunbookForm runbook={runbook} onClose={() => setChanging(false)} /> : null}
    </>
  )
}

export function RunbooksPage() {
  const [adding, setAdding] = useState(false)
  const query = useQuery(runbookList())
  return (
    <Page title="Runbooks" actions={<Button onClick={() => setAdding(true)}>Add a runbook</Button>}>
      {adding ? <RunbookForm runbook={null} onClose={() => setAdding(false)} /> : null}
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length === 0 ? (
          <Empty title="No runbook yet.">
            A runbook is a list of steps that a machine goes through: scripts, power, inspection, a person’s
            hand. It is started from the machine’s menu.
          </Empty>
        ) : (
          <DataTable
            label="Runbooks"
            columns={columns}
            rows={query.data.items}
            rowId={runbook => runbook.name}
          />
        )}
      </Sheet>
    </Page>
  )
}
