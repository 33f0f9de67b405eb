import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { runList } from '~/api/runs'
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
import { runKindWords, runLooks, statesOf } from '~/ui/states'
import { paths } from '~/util/paths'
import { runColumns } from './columns'

const SIZE = 50

const stateChoices = [
  { value: '', label: 'Every state' },
  ...statesOf(runLooks).map(state => ({ value: state, label: runLooks[state].word })),
]
const kindChoices = [
  { value: '', label: 'Every kind' },
  ...statesOf(runKindWords).map(kind => ({ value: kind, label: runKindWords[kind] })),
]

export function RunsPage() {
  const [search, change] = useListSearch()
  const { page = 0, sort = 'startedAt,desc', state, kind } = search
  const query = useQuery(runList({ search: search.search, state, kind, sort, page, size: SIZE }))
  const filtered = search.search !== undefined || state !== undefined || kind !== undefined
  return (
    <Page title="Runs">
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        <Toolbar>
          <SearchInput
            label="Search runs"
            placeholder="Machine, run…"
            value={search.search}
            onSearch={text => change({ search: text })}
          />
          <NativeSelect
            aria-label="State"
            data={stateChoices}
            value={state ?? ''}
            onChange={event => change({ state: event.currentTarget.value || undefined })}
          />
          <NativeSelect
            aria-label="Kind"
            data={kindChoices}
            value={kind ?? ''}
            onChange={event => change({ kind: event.currentTarget.value || undefined })}
          />
        </Toolbar>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length > 0 ? (
          <>
            <DataTable
              label="Runs"
              columns={runColumns}
              rows={query.data.items}
              rowId={run => run.id}
              sort={sort}
              onSort={next => change({ sort: next })}
            />
            <Pager page={page} size={SIZE} total={query.data.total} onPage={next => change({ page: next })} />
          </>
        ) : filtered ? (
          <Empty title="No run fits.">
            <Button
              variant="default"
              onClick={() => change({ search: undefined, state: undefined, kind: undefined })}
            >
              Clear the filter
            </Button>
          </Empty>
        ) : (
          <Empty title="No run yet.">
            A run is one operation on one machine. Start one from a{' '}
            <Link to={paths.machines}>machine's page</Link>.
          </Empty>
        )}
      </Sheet>
    </Page>
  )
}
