import { NativeSelect, Radio } from '@mantine/core'
import type { RaidLevel } from '~/api/types'
import { fieldId } from '~/forms/fields'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Panel'
import { DiskPicker } from './DiskPicker'
import { disksOf } from './draft'
import classes from './ProvisionForm.module.css'
import { formPrefix, type HardwareProps } from './sections'

const raidWords: Record<RaidLevel, string> = {
  none: 'One plain disk',
  'software-raid1': 'Two disks mirrored (software RAID 1)',
}

export function DiskSection({ draft, change, errors, machine, image }: HardwareProps) {
  const disks = machine.hardware?.disks ?? []
  // The API may name a part of the wish, as disks.serials; all of it is chosen here.
  const error = Object.entries(errors).find(([field]) => field === 'disks' || field.startsWith('disks.'))?.[1]
  return (
    <Panel title="Disks">
      <div className={classes.fields} id={fieldId(formPrefix, 'disks')} tabIndex={-1}>
        <NativeSelect
          label="Layout"
          maw={360}
          data={(Object.keys(raidWords) as RaidLevel[]).map(raid => ({
            value: raid,
            label: raidWords[raid],
          }))}
          value={draft.raid}
          onChange={event => change({ raid: event.currentTarget.value as RaidLevel, serials: [] })}
        />
        <fieldset className={classes.choices}>
          <legend>Which</legend>
          <Radio
            name="disks"
            label={
              disksOf[draft.raid] === 1
                ? 'The smallest disk that fits the image'
                : 'The two smallest disks that fit the image'
            }
            checked={!draft.chooseDisks}
            onChange={() => change({ chooseDisks: false, serials: [] })}
          />
          <Radio
            name="disks"
            label="Choose by serial number"
            checked={draft.chooseDisks}
            disabled={disks.length === 0}
            onChange={() => change({ chooseDisks: true })}
          />
        </fieldset>
        {disks.length === 0 ? (
          <Note tone="warn">
            The hardware of this machine was not read yet, so its disks are not known here. The run shows them
            in its plan.
          </Note>
        ) : draft.chooseDisks ? (
          <DiskPicker
            disks={disks}
            wanted={disksOf[draft.raid]}
            imageBytes={image?.sizeBytes ?? null}
            serials={draft.serials}
            onChange={serials => change({ serials })}
          />
        ) : null}
        {error === undefined ? null : <p className={classes.error}>{error}</p>}
      </div>
    </Panel>
  )
}
