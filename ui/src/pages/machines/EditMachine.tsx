import { Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeMachine, machinesKey } from '~/api/machines'
import type { Machine } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import { Row } from '~/forms/Row'
import { useFormErrors } from '~/forms/useFormErrors'
import { BmcFields } from './BmcFields'
import { checkMachineEdit, machineChange, machineEdit, machineEditFields } from './machineDraft'

/** What people know of a machine and it does not tell itself: its name, and how its BMC is reached. */
export function EditMachine({ machine, onClose }: { machine: Machine; onClose(): void }) {
  // What the form began with: the page goes on fetching, and what others change meanwhile is not what is changed here.
  const [known] = useState(machine)
  const [edit, setEdit] = useState(() => machineEdit(known))
  const { errors, problem, found, refused } = useFormErrors(field => machineEditFields.includes(field))
  const client = useQueryClient()
  const changing = useMutation({
    mutationFn: () => changeMachine(known.id, machineChange(edit, known)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: machinesKey })
      onClose()
    },
    onError: refused,
  })
  return (
    <FormModal
      opened
      title={`Edit ${known.name}`}
      verb="Save"
      pending={changing.isPending}
      problem={problem}
      onClose={onClose}
      onSubmit={() => found(checkMachineEdit(edit, known)) && changing.mutate()}
    >
      <Row>
        <TextInput
          label="Name"
          required
          data-autofocus
          value={edit.name}
          error={errors.name}
          onChange={event => setEdit({ ...edit, name: event.currentTarget.value })}
        />
        <Textarea
          label="Tags"
          description="One a line"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={1}
          value={edit.tags}
          error={errors.tags}
          onChange={event => setEdit({ ...edit, tags: event.currentTarget.value })}
        />
      </Row>
      <BmcFields
        draft={edit}
        errors={errors}
        passwordHint={known.bmc === null ? undefined : 'Empty: as it is'}
        onChange={change => setEdit({ ...edit, ...change })}
      />
    </FormModal>
  )
}
