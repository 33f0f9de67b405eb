import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { alertsKey, clearAlert, muteAlert } from '~/api/alerts'
import type { Alert } from '~/api/types'
import { ProblemNote } from '~/ui/ProblemNote'

export function AlertActions({ alert }: { alert: Alert }) {
  const client = useQueryClient()
  const onSuccess = () => client.invalidateQueries({ queryKey: alertsKey })
  const muting = useMutation({ mutationFn: () => muteAlert(alert), onSuccess })
  const clearing = useMutation({ mutationFn: () => clearAlert(alert.id), onSuccess })
  if (alert.clearedAt !== undefined) return null
  const about = `${alert.subject} of ${alert.machineName}`
  return (
    <>
      {muting.isError ? <ProblemNote error={muting.error} /> : null}
      {clearing.isError ? <ProblemNote error={clearing.error} /> : null}
      {alert.muted ? null : (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`Mute ${about}`}
          loading={muting.isPending}
          onClick={() => muting.mutate()}
        >
          Mute
        </Button>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Clear ${about}`}
        title="It is over. What still holds is raised anew."
        loading={clearing.isPending}
        onClick={() => clearing.mutate()}
      >
        Clear
      </Button>
    </>
  )
}
