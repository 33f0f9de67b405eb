import { NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { addMachine, machinesKey } from '~/api/machines'
import { siteList } from '~/api/segments'
import { FormModal } from '~/forms/FormModal'
import { Row } from '~/forms/Row'
import { useFormErrors } from '~/forms/useFormErrors'
import { paths } from '~/util/paths'
import { BmcFields } from './BmcFields'
import { checkMachineDraft, emptyMachineDraft, machineFields, newMachine } from './machineDraft'

export function AddMachine({ opened, onClose }: { opened: boolean; onClose(): void }) {
  const [draft, setDraft] = useState(emptyMachineDraft)
  const { errors, problem, found, refused, clear } = useFormErrors(field => machineFields.includes(field))
  const sites = useQuery({ ...siteList(), enabled: opened })
  const client = useQueryClient()
  const navigate = useNavigate()
  const close = () => {
    clear()
    setDraft(emptyMachineDraft)
    onClose()
  }
  const adding = useMutation({
    mutationFn: () => addMachine(newMachine(draft)),
    onSuccess: machine => {
      void client.invalidateQueries({ queryKey: machinesKey })
      close()
      void navigate({ to: paths.machine(machine.id) })
    },
    onError: refused,
  })
  const field = (name: keyof typeof draft) => ({
    value: draft[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  })
  return (
    <FormModal
      opened={opened}
      title="Add a machine"
      verb="Add"
      pending={adding.isPending}
      problem={problem}
      onClose={close}
      onSubmit={() => found(checkMachineDraft(draft)) && adding.mutate()}
    >
      <Row>
        <TextInput
          label="MAC address"
          required
          placeholder="52:54:00:12:34:56"
          data-autofocus
          {...field('mac')}
        />
        <TextInput
          label="Name"
          description="Empty: made from its id"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...field('name')}
        />
        <NativeSelect
          label="Site"
          data={sites.data?.items.map(site => site.name) ?? [draft.site]}
          {...field('site')}
        />
      </Row>
      <p className="dim">
        With its BMC the machine can be switched on for you. Leave it empty to switch it on by hand: the BMC
        is then found and set up from inside.
      </p>
      <BmcFields draft={draft} errors={errors} onChange={change => setDraft({ ...draft, ...change })} />
    </FormModal>
  )
}
