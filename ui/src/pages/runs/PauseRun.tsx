import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { runDetail, steerRun } from '~/api/runs'
import type { Run } from '~/api/types'
import { Confirm } from '~/ui/Confirm'
import { ReasonedButton } from '~/ui/ReasonedButton'

/** Holds the run between two steps, or lets it go on. */
export function PauseRun({ run }: { run: Run }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const paused = run.pause !== null
  const verb = paused ? 'Resume the run' : 'Pause the run'
  return (
    <>
      <ReasonedButton
        variant="light"
        whyNot={run.state === 'cancelling' ? 'The run is being cancelled.' : null}
        onClick={() => setAsking(true)}
      >
        {verb}…
      </ReasonedButton>
      <Confirm
        key={verb}
        opened={asking}
        title={`${verb}?`}
        verb={verb}
        reasonLabel="Why"
        act={async reason =>
          client.setQueryData(
            runDetail(run.id).queryKey,
            await steerRun(run.id, paused ? 'resume' : 'pause', { reason }),
          )
        }
        onClose={() => setAsking(false)}
      >
        <p>
          {paused
            ? 'The run goes on with its next step.'
            : 'The step that is under way is finished first. Then nothing more begins until the run is resumed.'}
        </p>
      </Confirm>
    </>
  )
}
