import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { asProblem } from '~/api/problem'
import { startRun } from '~/api/runs'
import type { Machine, OperationKind } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import { useFormErrors } from '~/forms/useFormErrors'
import { Note } from '~/ui/Note'
import { paths } from '~/util/paths'
import { randomKey } from '~/util/randomKey'
import { missing, type Operation, type OperationDraft, type OperationField, specOf } from './operations'

interface Props {
  machine: Machine
  kind: OperationKind
  operation: Operation
  onClose(): void
}

/** Says what an operation will do, asks what it needs to know, and starts it. */
export function OperationForm({ machine, kind, operation, onClose }: Props) {
  const [draft, setDraft] = useState<OperationDraft>({})
  const [key, setKey] = useState(randomKey)
  const form = useFormErrors(field => field in operation.fields)
  const navigate = useNavigate()
  const starting = useMutation({
    mutationFn: () => startRun({ kind, machine: machine.id, spec: specOf(operation.fields, draft) }, key),
    onSuccess: run => void navigate({ to: paths.run(run.id) }),
    onError: error => {
      // The API answered, so nothing is in doubt: the next try is a new one.
      if (asProblem(error).status !== 0) setKey(randomKey())
      form.refused(error)
    },
  })
  return (
    <FormModal
      opened
      title={`${operation.verb} ${machine.name}?`}
      verb={operation.verb}
      danger={operation.danger}
      pending={starting.isPending}
      problem={form.problem}
      onClose={onClose}
      onSubmit={() => form.found(missing(operation.fields, draft)) && starting.mutate()}
    >
      {operation.danger ? <Note tone="warn">{operation.effect}</Note> : <p>{operation.effect}</p>}
      {Object.entries(operation.fields).map(([name, field]) => (
        <Field
          key={name}
          field={field}
          value={draft[name]}
          error={form.errors[name]}
          onChange={value => setDraft(now => ({ ...now, [name]: value }))}
        />
      ))}
    </FormModal>
  )
}

interface FieldProps {
  field: OperationField
  value: string | boolean | undefined
  error: string | undefined
  onChange(value: string | boolean): void
}

function Field({ field, value, error, onChange }: FieldProps) {
  const { label, description, required, input } = field
  const shared = { label, description, required, error }
  if (input === 'check') {
    return (
      <Checkbox
        {...shared}
        checked={value === true}
        onChange={event => onChange(event.currentTarget.checked)}
      />
    )
  }
  const text = { ...shared, value: String(value ?? '') }
  if (input === 'secret') {
    return (
      <PasswordInput {...text} autoComplete="off" onChange={event => onChange(event.currentTarget.value)} />
    )
  }
  if (input === 'lines' || input === 'area') {
    return <Textarea {...text} autosize minRows={2} onChange={event => onChange(event.currentTarget.value)} />
  }
  if (input === 'text') {
    return <TextInput {...text} onChange={event => onChange(event.currentTarget.value)} />
  }
  return (
    <NativeSelect
      {...text}
      data={Object.entries(input.choices).map(([choice, words]) => ({ value: choice, label: words }))}
      onChange={event => onChange(event.currentTarget.value)}
    />
  )
}
