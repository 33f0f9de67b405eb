import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteSegment, segmentsKey } from '~/api/segments'
import type { Segment } from '~/api/types'
import { Confirm } from '~/ui/Confirm'

export function DeleteSegment({ segment }: { segment: Segment }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        aria-label={`Delete ${segment.name}`}
        onClick={() => setAsking(true)}
      >
        Delete…
      </Button>
      <Confirm
        opened={asking}
        title={`Delete the segment ${segment.name}?`}
        verb="Delete the segment"
        danger
        act={() => deleteSegment(segment.name)}
        onClose={() => setAsking(false)}
        onDone={() => void client.invalidateQueries({ queryKey: segmentsKey })}
      >
        <p>
          Boot services no longer answer machines in {segment.cidr}: they cannot be provisioned there.
          Installed systems go on running.
        </p>
      </Confirm>
    </>
  )
}
