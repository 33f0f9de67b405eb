import { deleteSegment, segmentsKey } from '~/api/segments'
import type { Segment } from '~/api/types'
import { RemoveRow } from '~/ui/RemoveRow'

export function DeleteSegment({ segment }: { segment: Segment }) {
  return (
    <RemoveRow
      verb="Delete"
      kind="segment"
      name={segment.name}
      list={segmentsKey}
      act={() => deleteSegment(segment.name)}
    >
      <p>
        Boot services no longer answer machines in {segment.cidr}: they cannot be provisioned there. Installed
        systems go on running.
      </p>
    </RemoveRow>
  )
}
