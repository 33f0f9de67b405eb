import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { alertList } from '~/api/alerts'
import { DataTable } from '~/table/DataTable'
import { Pager } from '~/table/Pager'
import { Sheet } from '~/table/Sheet'
import { Toolbar } from '~/table/Toolbar'
import { useListSearch } from '~/table/useListSearch'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { alertColumns } from './columns'

const SIZE = 50

export function AlertsPage() {
  const [search, change] = useListSearch()
  const { page = 0, state = 'open' } = search
  const query = useQuery(alertList({ open: String(state === 'open'), page, size: SIZE }))
  return (
    <Page title="Alerts">
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        <Toolbar>
          <NativeSelect
            aria-label="Which alerts"
            data={[
              { value: 'open', label: 'Those that hold' },
              { value: 'all', label: 'All' },
            ]}
            value={state}
            onChange={event => change({ state: event.currentTarget.value })}
          />
        </Toolbar>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length === 0 ? (
          <Empty title="All is well.">
            Machines whose BMCs are known are looked after again and again; what is not well is shown here.
          </Empty>
        ) : (
          <>
            <DataTable
              label="Alerts"
              columns={alertColumns}
              rows={query.data.items}
              rowId={alert => String(alert.id)}
            />
            <Pager page={page} size={SIZE} total={query.data.total} onPage={next => change({ page: next })} />
          </>
        )}
      </Sheet>
    </Page>
  )
}
