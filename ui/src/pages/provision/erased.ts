import type { Disk } from '~/api/types'
import { type Draft, diskName, disksOf } from './draft'

/** Why a disk cannot be installed on, or null when it can. */
export function whyNotDisk(disk: Disk, imageBytes: number | null): string | null {
  if (diskName(disk) === null) return 'It has neither serial nor WWN, so it cannot be told from another.'
  if (disk.removable) return 'It is removable.'
  if (imageBytes !== null && disk.bytes < imageBytes) return 'It is smaller than the image.'
  return null
}

/**
 * The disks that a run would erase: those that were chosen, or the smallest that fit, and those that take further file systems.
 * Of a controller's volume the drives are named in the form itself.
 * The plan is made by the run; this is the same rule on the hardware as it was last seen. Null: not enough disks fit.
 */
export function disksToErase(draft: Draft, disks: readonly Disk[], imageBytes: number | null): Disk[] | null {
  const wanted = disksOf[draft.raid]
  const named = draft.storage.fileSystems.map(({ disk }) => disk)
  const others = disks.filter(disk => named.some(name => name !== '' && name === diskName(disk)))
  if (draft.volume.level !== '') return others
  const fit = disks.filter(disk => !others.includes(disk) && whyNotDisk(disk, imageBytes) === null)
  const chosen = draft.chooseDisks
    ? fit.filter(disk => draft.serials.includes(diskName(disk) ?? ''))
    : [...fit].sort((a, b) => a.bytes - b.bytes).slice(0, wanted)
  return chosen.length === wanted ? [...chosen, ...others] : null
}
