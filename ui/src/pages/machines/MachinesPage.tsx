import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { machineList } from '~/api/machines'
import { DataTable } from '~/table/DataTable'
import { Pager } from '~/table/Pager'
import { SearchInput } from '~/table/SearchInput'
import { Sheet } from '~/table/Sheet'
import { Toolbar } from '~/table/Toolbar'
import { useListSearch } from '~/table/useListSearch'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { machineLooks, statesOf } from '~/ui/states'
import { AddMachine } from './AddMachine'
import { machineColumns } from './columns'
import { NoMachines } from './NoMachines'

const SIZE = 50

const stateChoices = [
  { value: '', label: 'Every state' },
  ...statesOf(machineLooks).map(state => ({ value: state, label: machineLooks[state].word })),
]

export function MachinesPage() {
  const [search, change] = useListSearch()
  const [adding, setAdding] = useState(false)
  const { page = 0, sort = 'name,asc' } = search
  const query = useQuery(
    machineList({
      search: search.search,
      state: search.state,
      capability: search.capability,
      sort,
      page,
      size: SIZE,
    }),
  )
  const filtered =
    search.search !== undefined || search.state !== undefined || search.capability !== undefined
  return (
    <Page title="Machines" actions={<Button onClick={() => setAdding(true)}>Add a machine</Button>}>
      <AddMachine opened={adding} onClose={() => setAdding(false)} />
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        <Toolbar>
          <SearchInput
            label="Search machines"
            placeholder="Name, serial, MAC, address, product…"
            value={search.search}
            onSearch={text => change({ search: text })}
          />
          <SearchInput
            label="Capability"
            placeholder="cores:>= 16, product:<in> Gen10…"
            value={search.capability}
            onSearch={text => change({ capability: text })}
          />
          <NativeSelect
            aria-label="State"
            data={stateChoices}
            value={search.state ?? ''}
            onChange={event => change({ state: event.currentTarget.value || undefined })}
          />
        </Toolbar>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length > 0 ? (
          <>
            <DataTable
              label="Machines"
              columns={machineColumns}
              rows={query.data.items}
              rowId={machine => machine.id}
              sort={sort}
              onSort={next => change({ sort: next })}
            />
            <Pager page={page} size={SIZE} total={query.data.total} onPage={next => change({ page: next })} />
          </>
        ) : filtered ? (
          <Empty title="No machine fits.">
            <Button
              variant="default"
              onClick={() => change({ search: undefined, state: undefined, capability: undefined })}
            >
              Clear the filter
            </Button>
          </Empty>
        ) : (
          <NoMachines onAdd={() => setAdding(true)} />
        )}
      </Sheet>
    </Page>
  )
}
