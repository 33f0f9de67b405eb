import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useRef, useState } from 'react'
import { type Attempt, attemptOf } from '~/api/attempt'
import { wasRefused } from '~/api/problem'
import { planRun, queueRun, startRun } from '~/api/runs'
import type { Image, MachineWithHardware, NewRun, RunPlan } from '~/api/types'
import { ErrorList } from '~/forms/ErrorList'
import { useFormErrors } from '~/forms/useFormErrors'
import { ProblemNote } from '~/ui/ProblemNote'
import { paths } from '~/util/paths'
import { checkDraft, showsField } from './check'
import { DiskSection } from './DiskSection'
import { type Draft, draftFor, isDisc, specOf } from './draft'
import { FileSection } from './FileSection'
import { InstallerSection } from './InstallerSection'
import { NetworkSection } from './NetworkSection'
import { PlanDialog } from './PlanDialog'
import classes from './ProvisionForm.module.css'
import { ScriptSection } from './ScriptSection'
import { StorageSection } from './StorageSection'
import { Summary } from './Summary'
import { SystemSection } from './SystemSection'
import { formPrefix } from './sections'
import { UserSection } from './UserSection'

export function ProvisionForm({ machine, images }: { machine: MachineWithHardware; images: Image[] }) {
  const [draft, setDraft] = useState(() => {
    const first = draftFor(machine)
    const ready = images.filter(image => image.state === 'ready')
    const known = ready.some(image => image.name === first.image)
    return { ...first, image: known ? first.image : ready.length === 1 ? (ready[0]?.name ?? '') : '' }
  })
  const form = useFormErrors(field => showsField(draft, field))
  const navigate = useNavigate()
  const attempt = useRef<Attempt | null>(null)
  const [agreed, setAgreed] = useState<{ body: NewRun; plan: RunPlan } | null>(null)
  const planning = useMutation({
    mutationFn: planRun,
    onSuccess: (plan, body) => setAgreed({ body, plan }),
    onError: error => form.refused(error),
  })
  const starting = useMutation({
    mutationFn: (body: NewRun & { planHash: string }) => {
      attempt.current = attemptOf(attempt.current, body)
      return startRun(body, attempt.current.key)
    },
    onSuccess: run => void navigate({ to: paths.run(run.id) }),
    onError: error => {
      if (wasRefused(error)) attempt.current = null
    },
  })
  // There is no plan for a machine that another run is changing: it is made when this one's turn comes.
  const queueing = useMutation({
    mutationFn: (body: NewRun) => {
      attempt.current = attemptOf(attempt.current, body)
      return queueRun(body, attempt.current.key)
    },
    onSuccess: () => void navigate({ to: paths.machine(machine.id) }),
    onError: error => {
      if (wasRefused(error)) attempt.current = null
      form.refused(error)
    },
  })
  const change = (fields: Partial<Draft>) => setDraft(now => ({ ...now, ...fields }))
  const image = images.find(candidate => candidate.name === draft.image)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!form.found(checkDraft(draft))) return
    const body: NewRun = { kind: 'provision', machine: machine.id, spec: specOf(draft, image) }
    if (machine.activeRun === null) planning.mutate(body)
    else queueing.mutate(body)
  }
  const section = { draft, change, errors: form.errors }
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label="Provision">
      <div className={classes.sections}>
        <ErrorList prefix={formPrefix} errors={form.errors} />
        {form.problem === null ? null : <ProblemNote error={form.problem} />}
        <SystemSection {...section} images={images} machine={machine} />
        {isDisc(image) ? <InstallerSection {...section} /> : null}
        <DiskSection {...section} machine={machine} image={image} />
        {isDisc(image) ? null : <StorageSection {...section} machine={machine} image={image} />}
        <NetworkSection {...section} machine={machine} image={image} />
        <UserSection {...section} />
        <FileSection {...section} />
        <ScriptSection {...section} />
      </div>
      <Summary
        draft={draft}
        machine={machine}
        image={image}
        pending={planning.isPending || queueing.isPending}
      />
      {agreed === null ? null : (
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
      )}
    </form>
  )
}
