import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { runDetail, steerRun } from '~/api/runs'
import type { Run, Waiting } from '~/api/types'
import { Confirm } from '~/ui/Confirm'
import { ReasonedButton } from '~/ui/ReasonedButton'

export function SkipStep({ run, waiting }: { run: Run; waiting: Waiting }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  const title = run.steps.find(step => step.name === waiting.step)?.title ?? waiting.step
  return (
    <>
      <ReasonedButton
        variant="default"
        whyNot={
          waiting.skippable ? null : `The steps after “${title}” need what it does, so it cannot be skipped.`
        }
        onClick={() => setAsking(true)}
      >
        Skip this step…
      </ReasonedButton>
      <Confirm
        opened={asking}
        title={`Skip “${title}”?`}
        verb="Skip the step"
        reasonLabel="Why"
        act={async reason =>
          client.setQueryData(
            runDetail(run.id).queryKey,
            await steerRun(run.id, 'skip', { step: waiting.step, reason }),
          )
        }
        onClose={() => setAsking(false)}
      >
        <p>
          The run goes on without it, and says so in its record. What the step would have done is then yours
          to do.
        </p>
      </Confirm>
    </>
  )
}
