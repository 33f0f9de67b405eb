import { Checkbox, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { imageList } from '~/api/images'
import { machineDetail } from '~/api/machines'
import { runDetail, steerRun } from '~/api/runs'
import type { RaidLevel, Run, Waiting } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import type { FieldErrors } from '~/forms/fields'
import { DiskPicker } from '~/pages/provision/DiskPicker'
import { disksOf } from '~/pages/provision/draft'
import { changeOf, checkChange, noChange } from './change'

interface Props {
  run: Run
  waiting: Waiting
  /** Whether the run has a wish that may be changed; the machine's BMC may be corrected in any run. */
  wish: boolean
  onClose(): void
}

/** Tries the waiting step again with another image, other disks, another address, or another way into the BMC. */
export function RetryWithChange({ run, waiting, wish, onClose }: Props) {
  const [draft, setDraft] = useState(noChange)
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<FieldErrors>({})
  const client = useQueryClient()
  const images = useQuery(imageList())
  const machine = useQuery({ ...machineDetail(run.machine ?? ''), enabled: run.machine !== null })
  const retry = useMutation({
    mutationFn: () =>
      steerRun(run.id, 'retry', {
        step: waiting.step,
        change: changeOf(draft),
        reason: reason.trim() || undefined,
      }),
    onSuccess: next => {
      client.setQueryData(runDetail(run.id).queryKey, next)
      onClose()
    },
  })
  const ready = images.data?.items.filter(image => image.state === 'ready') ?? []
  const chosenImage = ready.find(image => image.name === draft.image)
  const disks = machine.data?.hardware?.disks ?? []
  const submit = () => {
    const found = checkChange(draft, disksOf[draft.raid])
    setErrors(found)
    if (Object.keys(found).length === 0) retry.mutate()
  }
  return (
    <FormModal
      opened
      title="Retry with a change"
      verb="Retry with this change"
      pending={retry.isPending}
      problem={retry.error}
      onClose={onClose}
      onSubmit={submit}
    >
      {wish ? (
        <>
          <NativeSelect
            label="Image"
            data={[{ value: '', label: 'As it was' }, ...ready.map(image => image.name)]}
            value={draft.image}
            onChange={event => setDraft({ ...draft, image: event.currentTarget.value })}
          />
          <TextInput
            label="Or fetch it from"
            description="It is imported first."
            placeholder="https://"
            value={draft.imageUrl}
            error={errors.imageUrl}
            onChange={event => setDraft({ ...draft, imageUrl: event.currentTarget.value })}
          />
          <TextInput
            label="Address of the installed system"
            placeholder="As it was"
            value={draft.address}
            error={errors.address}
            onChange={event => setDraft({ ...draft, address: event.currentTarget.value })}
          />
          <Checkbox
            label="Other disks"
            checked={draft.changeDisks}
            disabled={disks.length === 0}
            onChange={event => setDraft({ ...draft, changeDisks: event.currentTarget.checked })}
          />
          {draft.changeDisks ? (
            <>
              <NativeSelect
                label="Layout"
                data={[
                  { value: 'none', label: 'One plain disk' },
                  { value: 'software-raid1', label: 'Two disks mirrored (software RAID 1)' },
                ]}
                value={draft.raid}
                onChange={event =>
                  setDraft({ ...draft, raid: event.currentTarget.value as RaidLevel, serials: [] })
                }
              />
              <DiskPicker
                disks={disks}
                wanted={disksOf[draft.raid]}
                imageBytes={chosenImage?.sizeBytes ?? null}
                serials={draft.serials}
                onChange={serials => setDraft({ ...draft, serials })}
              />
              {errors.disks === undefined ? null : <p role="alert">{errors.disks}</p>}
              <p>The disks that are chosen here will be erased.</p>
            </>
          ) : null}
        </>
      ) : null}
      {run.machine === null ? null : (
        <>
          <TextInput
            label="Address of the BMC"
            placeholder="As it was"
            value={draft.bmcAddress}
            onChange={event => setDraft({ ...draft, bmcAddress: event.currentTarget.value })}
          />
          <TextInput
            label="User of the BMC"
            placeholder="As it was"
            autoComplete="off"
            value={draft.bmcUser}
            onChange={event => setDraft({ ...draft, bmcUser: event.currentTarget.value })}
          />
          <PasswordInput
            label="Password of that user"
            placeholder="As it was"
            autoComplete="new-password"
            value={draft.bmcPassword}
            onChange={event => setDraft({ ...draft, bmcPassword: event.currentTarget.value })}
          />
        </>
      )}
      {errors.form === undefined ? null : <p role="alert">{errors.form}</p>}
      <TextInput
        label="Why"
        description="Kept in the run's log."
        value={reason}
        onChange={event => setReason(event.currentTarget.value)}
      />
    </FormModal>
  )
}
