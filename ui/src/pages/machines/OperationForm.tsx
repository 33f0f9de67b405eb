import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { machinesKey } from '~/api/machines'
import { wasRefused } from '~/api/problem'
import { planRun, queueRun, startRun } from '~/api/runs'
import type { Machine, NewRun, OperationKind, RunPlan } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import { useFormErrors } from '~/forms/useFormErrors'
import { PlanDialog } from '~/pages/provision/PlanDialog'
import { Note } from '~/ui/Note'
import { paths } from '~/util/paths'
import { randomKey } from '~/util/randomKey'
import { missing, type Operation, type OperationDraft, type OperationField, specOf } from './operations'
import { QueueNote } from './QueueNote'

interface Props {
  machine: Machine
  kind: OperationKind
  operation: Operation
  onClose(): void
}

/**
 * Says what an operation will do, asks what it needs to know, shows the plan, and starts it. While another run has the machine there is no plan
 * yet: then it is queued.
 */
export function OperationForm({ machine, kind, operation, onClose }: Props) {
  const [draft, setDraft] = useState<OperationDraft>({})
  const [key, setKey] = useState(randomKey)
  const form = useFormErrors(field => field in operation.fields)
  const navigate = useNavigate()
  const client = useQueryClient()
  const [agreed, setAgreed] = useState<{ body: NewRun; plan: RunPlan } | null>(null)
  const busy = machine.activeRun !== null
  const planning = useMutation({
    mutationFn: planRun,
    onSuccess: (plan, body) => setAgreed({ body, plan }),
    onError: error => form.refused(error),
  })
  const renewKey = (error: unknown) => wasRefused(error) && setKey(randomKey())
  const starting = useMutation({
    mutationFn: (body: NewRun & { planHash: string }) => startRun(body, key),
    onSuccess: run => void navigate({ to: paths.run(run.id) }),
    onError: renewKey,
  })
  const queueing = useMutation({
    mutationFn: (body: NewRun) => queueRun(body, key),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: machinesKey })
      onClose()
    },
    onError: error => {
      renewKey(error)
      form.refused(error)
    },
  })
  const submit = () => {
    if (!form.found(missing(operation.fields, draft))) return
    const body: NewRun = { kind, machine: machine.id, spec: specOf(operation.fields, draft) }
    if (busy) queueing.mutate(body)
    else planning.mutate(body)
  }
  if (agreed !== null) {
    return (
      <PlanDialog
        plan={agreed.plan}
        pending={starting.isPending}
        problem={starting.error}
        onStart={() => starting.mutate({ ...agreed.body, planHash: agreed.plan.hash })}
        onClose={() => {
          setAgreed(null)
          starting.reset()
        }}
      />
    )
  }
  return (
    <FormModal
      opened
      title={`${operation.verb} ${machine.name}?`}
      verb={busy ? 'Queue it' : 'Show the plan'}
      danger={operation.danger}
      pending={planning.isPending || queueing.isPending}
      problem={form.problem}
      onClose={onClose}
      onSubmit={submit}
    >
      {busy ? <QueueNote /> : null}
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
  if (input === 'check' || (typeof input === 'object' && 'ticked' in input)) {
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
