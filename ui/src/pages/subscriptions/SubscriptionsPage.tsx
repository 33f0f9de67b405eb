import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { subscriptionList } from '~/api/subscriptions'
import type { EnteredSubscription, Subscription } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Sheet } from '~/table/Sheet'
import { Copyable } from '~/ui/Copyable'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Note } from '~/ui/Note'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { AddSubscription } from './AddSubscription'
import { SubscriptionActions } from './SubscriptionActions'
import { about, target } from './words'

const columns: Column<Subscription>[] = [
  { id: 'name', header: 'Subscription', cell: ({ row }) => <b>{row.original.name}</b> },
  { id: 'target', header: 'Told', cell: ({ row }) => <span className="mono">{target(row.original)}</span> },
  { id: 'about', header: 'Of', cell: ({ row }) => about(row.original) },
  {
    id: 'actions',
    header: '',
    align: 'end',
    cell: ({ row }) => <SubscriptionActions subscription={row.original} />,
  },
]

export function SubscriptionsPage() {
  const [adding, setAdding] = useState(false)
  const [entered, setEntered] = useState<EnteredSubscription | null>(null)
  const query = useQuery(subscriptionList())
  return (
    <Page title="Notifications" actions={<Button onClick={() => setAdding(true)}>Add a subscription</Button>}>
      {adding ? <AddSubscription onClose={() => setAdding(false)} onEntered={setEntered} /> : null}
      {entered === null || entered.secret === null ? null : (
        <Note
          tone="warn"
          title={`Keep the key of ${entered.name}'s signatures now: it is shown only this once.`}
          alert
        >
          <TextInput aria-label="Key of the signatures" readOnly value={entered.secret} />
          <Copyable text={entered.secret} label="the key" />
          <Button size="compact-sm" variant="default" onClick={() => setEntered(null)}>
            I have it
          </Button>
        </Note>
      )}
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length === 0 ? (
          <Empty title="Nobody is told.">
            A subscription tells a program or a person when a run waits for somebody, and when it ends.
          </Empty>
        ) : (
          <DataTable
            label="Subscriptions"
            columns={columns}
            rows={query.data.items}
            rowId={subscription => subscription.name}
          />
        )}
      </Sheet>
    </Page>
  )
}
