import { Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addRunbook, changeRunbook, runbooksKey } from '~/api/runbooks'
import type { Runbook } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import { useFormErrors } from '~/forms/useFormErrors'
import { checkRunbook, draftOf, runbookOf } from './runbookDraft'

/** @param runbook the one that is written anew, or null for a new one */
export function RunbookForm({ runbook, onClose }: { runbook: Runbook | null; onClose(): void }) {
  const [draft, setDraft] = useState(() => draftOf(runbook))
  const form = useFormErrors(field => field in draft)
  const client = useQueryClient()
  const saving = useMutation({
    mutationFn: () => (runbook === null ? addRunbook : changeRunbook)(runbookOf(draft)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: runbooksKey })
      onClose()
    },
    onError: form.refused,
  })
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    error: form.errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  })
  return (
    <FormModal
      opened
      title={runbook === null ? 'Add a runbook' : `Change ${runbook.name}`}
      verb={runbook === null ? 'Add' : 'Save'}
      pending={saving.isPending}
      problem={form.problem}
      onClose={onClose}
      onSubmit={() => form.found(checkRunbook(draft)) && saving.mutate()}
    >
      <TextInput label="Name" required data-autofocus disabled={runbook !== null} {...field('name')} />
      <TextInput label="Description" {...field('description')} />
      <Textarea
        label="Steps"
        description="A JSON list. Each says by “do” what it does: power, bootos, inspect, wipe, erase, script, firmware, ask or leave."
        required
        autosize
        minRows={8}
        maxRows={24}
        spellCheck={false}
        {...field('steps')}
      />
      {runbook === null ? null : (
        <p className="dim">Runs that go through it stay with what it was at their start.</p>
      )}
    </FormModal>
  )
}
