import { useQuery } from '@tanstack/react-query'
import { auditList } from '~/api/audit'
import type { AuditEntry } from '~/api/types'
import type { Column } from '~/table/columns'
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
import { moment } from '~/util/format'

const SIZE = 100

const columns: Column<AuditEntry>[] = [
  {
    id: 'at',
    header: 'When',
    cell: ({ row: { original } }) => (
      <time dateTime={original.at} className="nowrap">
        {moment(original.at)}
      </time>
    ),
  },
  {
    id: 'who',
    header: 'Who',
    cell: ({ row }) => row.original.who ?? <span className="dim nowrap">nobody known</span>,
  },
  { id: 'action', header: 'What', cell: ({ row }) => <span className="mono">{row.original.action}</span> },
  {
    id: 'target',
    header: 'To what',
    cell: ({ row }) => <span className="mono">{row.original.target ?? '–'}</span>,
  },
  { id: 'detail', header: 'Detail', wideOnly: true, cell: ({ row }) => row.original.detail ?? '–' },
]

export function AuditPage() {
  const [search, change] = useListSearch()
  const { page = 0 } = search
  const query = useQuery(auditList({ search: search.search, page, size: SIZE }))
  return (
    <Page title="Audit">
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        <Toolbar>
          <SearchInput
            label="Search the audit trail"
            placeholder="Who, what, to what…"
            value={search.search}
            onSearch={text => change({ search: text })}
          />
        </Toolbar>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length === 0 ? (
          <Empty title="Nothing to show.">Every change and every refused login is written here.</Empty>
        ) : (
          <>
            <DataTable
              label="Audit trail"
              columns={columns}
              rows={query.data.items}
              rowId={entry => `${entry.at} ${entry.action} ${entry.target}`}
            />
            <Pager page={page} size={SIZE} total={query.data.total} onPage={next => change({ page: next })} />
          </>
        )}
      </Sheet>
    </Page>
  )
}
