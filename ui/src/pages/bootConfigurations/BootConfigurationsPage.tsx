import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  bootConfigurationList,
  bootConfigurationsKey,
  deleteBootConfiguration,
} from '~/api/bootConfigurations'
import type { BootConfiguration } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Sheet } from '~/table/Sheet'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { RemoveRow } from '~/ui/RemoveRow'
import { BootConfigurationForm } from './BootConfigurationForm'
import { kindsOf } from './bootConfigurationDraft'
import { documentKinds } from './documentKinds'
import { Preview } from './Preview'

/** For whom it is, in words. */
function audience({ machines, segments, site }: BootConfiguration): string {
  const named = [...machines, ...segments.map(segment => `segment ${segment}`)]
  return named.length === 0 ? `all of ${site}` : named.join(', ')
}

const columns: Column<BootConfiguration>[] = [
  { id: 'name', header: 'Name', cell: ({ row }) => <b>{row.original.name}</b> },
  { id: 'site', header: 'Site', cell: ({ row }) => row.original.site },
  { id: 'audience', header: 'For', cell: ({ row }) => audience(row.original) },
  {
    id: 'documents',
    header: 'Documents',
    cell: ({ row }) =>
      kindsOf(row.original.documents)
        .map(kind => documentKinds[kind].word)
        .join(', '),
  },
  { id: 'actions', header: '', align: 'end', cell: ({ row }) => <Actions configuration={row.original} /> },
]

function Actions({ configuration }: { configuration: BootConfiguration }) {
  const [open, setOpen] = useState<'change' | 'preview' | null>(null)
  const { name } = configuration
  const close = () => setOpen(null)
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Preview ${name}`}
        onClick={() => setOpen('preview')}
      >
        Preview
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Change ${name}`}
        onClick={() => setOpen('change')}
      >
        Change
      </Button>
      <RemoveRow
        verb="Delete"
        kind="boot documents"
        name={name}
        list={bootConfigurationsKey}
        act={() => deleteBootConfiguration(name)}
      >
        <p>
          Machines that fetch them from now on get none, or those of another configuration that fits them.
        </p>
      </RemoveRow>
      {open === 'change' ? <BootConfigurationForm configuration={configuration} onClose={close} /> : null}
      {open === 'preview' ? <Preview name={name} onClose={close} /> : null}
    </>
  )
}

export function BootConfigurationsPage() {
  const [adding, setAdding] = useState(false)
  const query = useQuery(bootConfigurationList())
  return (
    <Page
      title="Boot documents"
      actions={<Button onClick={() => setAdding(true)}>Add boot documents</Button>}
    >
      {adding ? <BootConfigurationForm configuration={null} onClose={() => setAdding(false)} /> : null}
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length === 0 ? (
          <Empty title="No boot documents yet.">
            What firmware, an installer or a first boot fetches from the boot server, made for the machine
            that asks: an iPXE script, Ignition, cloud-init data, answers of an installer.
          </Empty>
        ) : (
          <DataTable
            label="Boot documents"
            columns={columns}
            rows={query.data.items}
            rowId={configuration => configuration.name}
          />
        )}
      </Sheet>
    </Page>
  )
}
