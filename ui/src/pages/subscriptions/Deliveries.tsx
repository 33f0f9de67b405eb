import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { deliveryList } from '~/api/subscriptions'
import type { Delivery } from '~/api/types'
import type { Column } from '~/table/columns'
import { DataTable } from '~/table/DataTable'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { ProblemNote } from '~/ui/ProblemNote'
import { StateBadge } from '~/ui/StateBadge'
import { When } from '~/ui/When'
import { paths } from '~/util/paths'
import { deliveryLooks, eventWords } from './words'

const columns: Column<Delivery>[] = [
  { id: 'at', header: 'When', cell: ({ row }) => <When at={row.original.createdAt} /> },
  {
    id: 'event',
    header: 'About',
    cell: ({ row: { original } }) =>
      original.run === null ? (
        eventWords[original.event]
      ) : (
        <Link to={paths.run(original.run)}>{eventWords[original.event]}</Link>
      ),
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ row }) => <StateBadge look={deliveryLooks[row.original.state]} />,
  },
  { id: 'attempts', header: 'Attempts', cell: ({ row }) => row.original.attempts },
  {
    id: 'answer',
    header: 'Answer',
    cell: ({ row: { original } }) => original.trouble ?? original.answer ?? '–',
  },
]

/** What was sent to a subscriber, the newest first. */
export function Deliveries({ name, onClose }: { name: string; onClose(): void }) {
  const query = useQuery(deliveryList(name))
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Sent to ${name}`}
      size="xl"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {query.isError ? <ProblemNote error={query.error} /> : null}
      {query.data === undefined ? (
        <Loading pending={query.isPending} />
      ) : query.data.items.length === 0 ? (
        <Empty title="Nothing was sent yet.">A test sends a notice at once.</Empty>
      ) : (
        <DataTable label="Deliveries" columns={columns} rows={query.data.items} rowId={row => row.id} />
      )}
    </Modal>
  )
}
