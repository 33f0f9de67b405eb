import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tokenList } from '~/api/tokens'
import type { NewToken, Token } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Sheet } from '~/table/Sheet'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { When } from '~/ui/When'
import { AddToken } from './AddToken'
import { DeleteToken } from './DeleteToken'
import { MadeToken } from './MadeToken'
import { roleWords } from './roles'

const columns: Column<Token>[] = [
  { id: 'name', header: 'Token', cell: ({ row }) => <b>{row.original.name}</b> },
  {
    id: 'role',
    header: 'Role',
    cell: ({ row: { original } }) => (
      <>
        {roleWords[original.role].word} <span className="dim">· {roleWords[original.role].meaning}</span>
      </>
    ),
  },
  { id: 'created', header: 'Made', cell: ({ row }) => <When at={row.original.createdAt} /> },
  { id: 'actions', header: '', align: 'end', cell: ({ row }) => <DeleteToken token={row.original} /> },
]

export function TokensPage() {
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<NewToken | null>(null)
  const query = useQuery(tokenList())
  return (
    <Page title="Tokens" actions={<Button onClick={() => setAdding(true)}>Make a token</Button>}>
      {adding ? <AddToken onClose={() => setAdding(false)} onMade={setMade} /> : null}
      {made === null ? null : <MadeToken token={made} onClose={() => setMade(null)} />}
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length === 0 ? (
          <Empty title="No token.">Tokens let people and programs use the API and these pages.</Empty>
        ) : (
          <DataTable label="Tokens" columns={columns} rows={query.data.items} rowId={token => token.id} />
        )}
      </Sheet>
    </Page>
  )
}
