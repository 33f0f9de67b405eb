import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { profiles as profileList } from '~/api/profiles'
import type { BootMethod, BootMode, Image, Machine } from '~/api/types'
import { Row } from '~/forms/Row'
import { bootMethodWords } from '~/pages/machines/bootMethods'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Panel'
import { statesOf } from '~/ui/states'
import { size } from '~/util/format'
import { paths } from '~/util/paths'
import classes from './ProvisionForm.module.css'
import { named, type SectionProps } from './sections'

interface Props extends SectionProps {
  images: Image[]
  machine: Machine
}

export function SystemSection({ draft, change, errors, images, machine }: Props) {
  const profiles = useQuery(profileList)
  const ready = images.filter(image => image.state === 'ready')
  const choices = [
    { value: '', label: 'Choose an image' },
    ...ready.map(image => ({
      value: image.name,
      label: image.sizeBytes === null ? image.name : `${image.name} (${size(image.sizeBytes)})`,
    })),
  ]
  return (
    <Panel title="System">
      <div className={classes.fields}>
        {ready.length > 0 ? null : (
          <Note tone="warn" title="No image is ready.">
            <p>
              <Link to={paths.images}>Import one</Link> first: any bootable disk image, as qcow2 or raw, or a
              distribution’s disc.
            </p>
          </Note>
        )}
        <Row>
          <NativeSelect
            label="Image"
            required
            data={choices}
            value={draft.image}
            onChange={event => change({ image: event.currentTarget.value })}
            {...named('image', errors)}
          />
          <TextInput
            label="Host name"
            required
            value={draft.hostname}
            onChange={event => change({ hostname: event.currentTarget.value })}
            {...named('hostname', errors)}
          />
          <NativeSelect
            label="Boot mode"
            data={[
              {
                value: '',
                label:
                  machine.bootMode === null ? 'As the machine is' : `As the machine is (${machine.bootMode})`,
              },
              'BIOS',
              'UEFI',
            ]}
            value={draft.bootMode}
            onChange={event => change({ bootMode: event.currentTarget.value as BootMode | '' })}
            {...named('bootMode', errors)}
          />
          <NativeSelect
            label="Secure boot"
            data={[
              { value: '', label: 'As the machine is' },
              { value: 'on', label: 'On: what is signed alone starts' },
              { value: 'off', label: 'Off' },
            ]}
            value={draft.secureBoot}
            onChange={event => change({ secureBoot: event.currentTarget.value as 'on' | 'off' | '' })}
            {...named('secureBoot', errors)}
          />
          <NativeSelect
            label="BootOS comes"
            data={[
              { value: '', label: `As is usual for the machine (${bootMethodWords[machine.bootMethod]})` },
              ...statesOf(bootMethodWords).map(value => ({ value, label: bootMethodWords[value] })),
            ]}
            value={draft.bootMethod}
            onChange={event => change({ bootMethod: event.currentTarget.value as BootMethod | '' })}
            {...named('bootMethod', errors)}
          />
          <NativeSelect
            label="Hardware profile"
            data={[
              { value: '', label: 'None' },
              ...(profiles.data ?? []).map(({ name, description }) => ({
                value: name,
                label: description === null ? name : `${name} (${description})`,
              })),
            ]}
            value={draft.profile}
            onChange={event => change({ profile: event.currentTarget.value })}
            {...named('profile', errors)}
          />
        </Row>
        <Textarea
          label="BIOS settings"
          description="By the firmware’s own names, a line each: ProcTurboMode=Enabled. Over Redfish alone; the machine is restarted once where any differs."
          autosize
          minRows={2}
          value={draft.bios}
          onChange={event => change({ bios: event.currentTarget.value })}
          {...named('bios', errors)}
        />
      </div>
    </Panel>
  )
}
