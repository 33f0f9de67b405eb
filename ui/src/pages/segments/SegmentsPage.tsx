import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { segmentList } from '~/api/segments'
import type { Segment } from '~/api/types'
import { DataTable } from '~/table/DataTable'
import { Sheet } from '~/table/Sheet'
import { Empty } from '~/ui/Empty'
import { Loading } from '~/ui/Loading'
import { Page } from '~/ui/Page'
import { ProblemNote } from '~/ui/ProblemNote'
import { segmentColumns } from './columns'
import { SegmentForm } from './SegmentForm'

type Editing = { segment: Segment | null } | null

export function SegmentsPage() {
  const [editing, setEditing] = useState<Editing>(null)
  const query = useQuery(segmentList())
  const columns = useMemo(() => segmentColumns(segment => setEditing({ segment })), [])
  return (
    <Page
      title="Segments"
      actions={<Button onClick={() => setEditing({ segment: null })}>Add a segment</Button>}
    >
      {editing === null ? null : <SegmentForm segment={editing.segment} onClose={() => setEditing(null)} />}
      {query.isError ? <ProblemNote error={query.error} /> : null}
      <Sheet>
        {query.data === undefined ? (
          <Loading pending={query.isPending} />
        ) : query.data.items.length === 0 ? (
          <Empty title="No segment yet.">
            <p>
              A segment is a network whose machines Metalwright answers: by DHCP where this host has an
              address in it, and through DHCP relay agents everywhere. Without one, no machine can boot from
              the network.
            </p>
            <Button onClick={() => setEditing({ segment: null })}>Add the first segment</Button>
          </Empty>
        ) : (
          <DataTable
            label="Segments"
            columns={columns}
            rows={query.data.items}
            rowId={segment => segment.name}
          />
        )}
      </Sheet>
    </Page>
  )
}
