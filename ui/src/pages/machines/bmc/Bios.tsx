import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { bios } from '~/api/bmc'
import type { BiosSetup } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Loading } from '~/ui/Loading'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'

interface Setting {
  name: string
  now: string | null
  next: string | null
}

const columns: Column<Setting>[] = [
  { id: 'name', header: 'Setting', cell: ({ row: { original } }) => <b>{original.name}</b> },
  {
    id: 'now',
    header: 'Now',
    cell: ({ row: { original } }) => original.now ?? <span className="dim">not told</span>,
  },
  {
    id: 'next',
    header: 'From the next start on',
    cell: ({ row: { original } }) => original.next ?? <span className="dim">the same</span>,
  },
]

/** What is pending first. */
const settings = ({ attributes, next }: BiosSetup): Setting[] =>
  [...new Set([...Object.keys(next).sort(), ...Object.keys(attributes).sort()])].map(name => ({
    name,
    now: attributes[name] ?? null,
    next: next[name] ?? null,
  }))

/** The BIOS settings by the firmware's own names, as its BMC tells them. */
export function Bios({ machine }: { machine: string }) {
  const query = useQuery(bios(machine))
  const [search, setSearch] = useState('')
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading />
  const wanted = search.trim().toLowerCase()
  return (
    <>
      <TextInput
        label="Find a setting"
        m="sm"
        maw={360}
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
      />
      {query.data.messages.length === 0 ? null : (
        <Note tone="info" title="What came of the last change">
          {query.data.messages.join(' ')}
        </Note>
      )}
      <DataTable
        label="BIOS settings"
        columns={columns}
        rows={settings(query.data).filter(setting => setting.name.toLowerCase().includes(wanted))}
        rowId={setting => setting.name}
      />
    </>
  )
}
