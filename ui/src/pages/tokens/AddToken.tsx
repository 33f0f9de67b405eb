import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addToken, tokensKey } from '~/api/tokens'
import type { NewToken, Role } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import { useFormErrors } from '~/forms/useFormErrors'
import { statesOf } from '~/ui/states'
import { roleWords } from './roles'

export function AddToken({ onClose, onMade }: { onClose(): void; onMade(token: NewToken): void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('operator')
  const { errors, problem, found, refused } = useFormErrors(field => field === 'name' || field === 'role')
  const client = useQueryClient()
  const adding = useMutation({
    mutationFn: () => addToken({ name: name.trim(), role }),
    onSuccess: token => {
      void client.invalidateQueries({ queryKey: tokensKey })
      onMade(token)
      onClose()
    },
    onError: refused,
  })
  return (
    <FormModal
      opened
      title="Make a token"
      verb="Make the token"
      pending={adding.isPending}
      problem={problem}
      onClose={onClose}
      onSubmit={() =>
        found(name.trim() === '' ? { name: 'Say who or what the token is for.' } : {}) && adding.mutate()
      }
    >
      <TextInput
        label="Name"
        description="Who or what it is for; it stands in the audit trail."
        required
        data-autofocus
        value={name}
        error={errors.name}
        onChange={event => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Role"
        data={statesOf(roleWords).map(value => ({
          value,
          label: `${roleWords[value].word}: ${roleWords[value].meaning}`,
        }))}
        value={role}
        error={errors.role}
        onChange={event => setRole(event.currentTarget.value as Role)}
      />
    </FormModal>
  )
}
