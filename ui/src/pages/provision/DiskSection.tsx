import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core'
import type { RaidLevel, VolumeLevel } from '~/api/types'
import { fieldId } from '~/forms/fields'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Panel'
import { DiskPicker } from './DiskPicker'
import { disksOf, type VolumeDraft } from './draft'
import classes from './ProvisionForm.module.css'
import { formPrefix, type HardwareProps } from './sections'

const raidWords: Record<RaidLevel, string> = {
  none: 'One plain disk',
  'software-raid1': 'Two disks mirrored (software RAID 1)',
}

const volumeWords: Record<VolumeLevel, string> = {
  raid0: 'RAID 0: one drive, or several striped',
  raid1: 'RAID 1: two drives mirrored',
  raid5: 'RAID 5: three drives or more, one of them spare',
  raid6: 'RAID 6: four drives or more, two of them spare',
  raid10: 'RAID 10: mirrors, striped',
}

/** The layouts of the RAID controller, beside those of the system. */
const byController = 'controller'

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
          data={[
            ...(Object.keys(raidWords) as RaidLevel[]).map(raid => ({ value: raid, label: raidWords[raid] })),
            { value: byController, label: 'A volume that the RAID controller makes (Redfish)' },
          ]}
          value={draft.volume.level === '' ? draft.raid : byController}
          onChange={event => {
            const layout = event.currentTarget.value
            change(
              layout === byController
                ? {
                    raid: 'none',
                    serials: [],
                    chooseDisks: false,
                    volume: { ...draft.volume, level: 'raid1' },
                  }
                : {
                    raid: layout as RaidLevel,
                    serials: [],
                    volume: { ...draft.volume, level: '', replace: false },
                  },
            )
          }}
        />
        {draft.volume.level === '' ? null : (
          <VolumeFields volume={draft.volume} onChange={volume => change({ volume })} />
        )}
        <fieldset className={classes.choices} hidden={draft.volume.level !== ''}>
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
        {draft.volume.level !== '' ? null : disks.length === 0 ? (
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

function VolumeFields({
  volume,
  onChange,
}: {
  volume: VolumeDraft
  onChange: (volume: VolumeDraft) => void
}) {
  return (
    <>
      <NativeSelect
        label="Level"
        maw={360}
        data={(Object.keys(volumeWords) as VolumeLevel[]).map(level => ({
          value: level,
          label: volumeWords[level],
        }))}
        value={volume.level}
        onChange={event => onChange({ ...volume, level: event.currentTarget.value as VolumeLevel })}
      />
      <TextInput
        label="Drives"
        description="Serial numbers or WWNs, as the machine's BMC tells them under “Volumes”"
        value={volume.drives}
        onChange={event => onChange({ ...volume, drives: event.currentTarget.value })}
      />
      <Checkbox
        label="Delete volumes that stand over these drives, with all data on them; the plan names them"
        checked={volume.replace}
        onChange={event => onChange({ ...volume, replace: event.currentTarget.checked })}
      />
    </>
  )
}
