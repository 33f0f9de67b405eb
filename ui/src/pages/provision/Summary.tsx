import { Button } from '@mantine/core'
import type { Image, MachineWithHardware } from '~/api/types'
import { words } from '~/forms/patterns'
import { whyNoProvision } from '~/pages/machines/allowed'
import { diskKind } from '~/pages/machines/hardware/words'
import { Note } from '~/ui/Note'
import { Panel } from '~/ui/Panel'
import { plural, size } from '~/util/format'
import { nobodyCanLogIn } from './check'
import { type Draft, diskName, disksOf, isDisc } from './draft'
import { disksToErase } from './erased'
import classes from './ProvisionForm.module.css'

interface Props {
  draft: Draft
  machine: MachineWithHardware
  image: Image | undefined
  pending: boolean
}

/** What the button will do, said before it is pressed. */
export function Summary({ draft, machine, image, pending }: Props) {
  const disks = machine.hardware?.disks
  const erased = disks === undefined ? null : disksToErase(draft, disks, image?.sizeBytes ?? null)
  const wanted = disksOf[draft.raid]
  const address = draft.staticNetwork ? draft.network.address : machine.address
  return (
    <div className={classes.summary}>
      <Panel title="What will happen">
        <div className={classes.fields}>
          <div className={classes.erases}>
            {draft.volume.level === '' ? null : (
              <strong>
                All data on the drives {words(draft.volume.drives).join(', ')} will be erased
                {draft.volume.replace ? ', with all volumes over them' : ''}
              </strong>
            )}
            {draft.volume.level !== '' && erased?.length === 0 ? null : erased === null ? (
              <strong>
                {disks === undefined
                  ? `${plural(wanted, 'disk')} will be erased`
                  : draft.chooseDisks
                    ? `Choose ${plural(wanted, 'disk')} to erase`
                    : `No ${plural(wanted, 'disk')} of this machine ${wanted === 1 ? 'fits' : 'fit'}`}
              </strong>
            ) : (
              <>
                <strong>
                  All data on {erased.length === 1 ? 'this disk' : 'these disks'} will be erased
                </strong>
                <ul>
                  {erased.map(disk => (
                    <li key={diskName(disk)}>
                      <span className="mono">{diskName(disk)}</span>, {size(disk.bytes)} {diskKind(disk)}
                    </li>
                  ))}
                </ul>
              </>
            )}
          </div>
          <ol className={classes.list}>
            <li>The machine restarts into BootOS from the network.</li>
            <li>
              {draft.image === '' ? 'The image' : <b>{draft.image}</b>}{' '}
              {isDisc(image) ? 'installs its system on' : 'is written to'}{' '}
              {draft.volume.level !== ''
                ? `the volume (${draft.volume.level}) that the RAID controller makes`
                : draft.raid === 'none'
                  ? 'the disk'
                  : 'a mirror of two disks'}
              .
            </li>
            <li>
              It becomes <b>{draft.hostname || '…'}</b>
              {address ? (
                <>
                  {' '}
                  at <span className="mono">{address}</span>
                </>
              ) : null}
              .
            </li>
            <li>It boots from disk and reports that it is up.</li>
          </ol>
          {nobodyCanLogIn(draft) ? (
            <Note tone="warn">
              No user has a key or a password: nobody could log in, unless the image has a way of its own.
            </Note>
          ) : null}
          <Button
            type="submit"
            color="red"
            fullWidth
            loading={pending}
            disabled={whyNoProvision(machine) !== null}
          >
            {machine.activeRun === null ? 'Erase and provision' : 'Queue it'}
          </Button>
        </div>
      </Panel>
    </div>
  )
}
