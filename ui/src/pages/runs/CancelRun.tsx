import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { runDetail, steerRun } from '~/api/runs'
import type { Run } from '~/api/types'
import { Confirm } from '~/ui/Confirm'
import { ReasonedButton } from '~/ui/ReasonedButton'

export function CancelRun({ run }: { run: Run }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const erased = run.steps.some(step => step.destroysData && step.state !== 'pending')
  return (
    <>
      <ReasonedButton
        variant="light"
        color="red"
        whyNot={run.state === 'cancelling' ? 'The run is being cancelled already.' : null}
        onClick={() => setAsking(true)}
      >
        Cancel the run…
      </ReasonedButton>
      <Confirm
        opened={asking}
        title="Cancel this run?"
        verb="Cancel the run"
        danger
        reasonLabel="Why"
        act={async reason =>
          client.setQueryData(runDetail(run.id).queryKey, await steerRun(run.id, 'cancel', { reason }))
        }
        onClose={() => setAsking(false)}
      >
        <p>
          The run stops, and what it prepared is taken back in reverse order: boot plan, boot override,
          address. The machine is left in a named state.
        </p>
        {erased ? <p>What was written to its disks already is not brought back.</p> : null}
      </Confirm>
    </>
  )
}
