import type { RaidLevel } from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { patterns } from '~/forms/patterns'

/** What may be changed of a provisioning that waits. Empty: stays as it is. */
export interface ChangeDraft {
  image: string
  changeDisks: boolean
  raid: RaidLevel
  serials: string[]
  address: string
}

export const noChange: ChangeDraft = { image: '', changeDisks: false, raid: 'none', serials: [], address: '' }

/** The fields of the spec to replace, by JSON pointer (RFC 6901). */
export function changeOf(draft: ChangeDraft): Record<string, unknown> {
  return {
    ...(draft.image === '' ? {} : { '/image': draft.image }),
    ...(draft.changeDisks ? { '/disks': { raid: draft.raid, serials: draft.serials } } : {}),
    ...(draft.address.trim() === '' ? {} : { '/network/address': draft.address.trim() }),
  }
}

export function checkChange(draft: ChangeDraft, wantedDisks: number): FieldErrors {
  const errors: FieldErrors = {}
  if (draft.changeDisks && draft.serials.length !== wantedDisks) {
    errors.disks =
      wantedDisks === 1 ? 'Choose the disk to install on.' : `Choose ${wantedDisks} disks to join.`
  }
  if (draft.address.trim() !== '' && !patterns.ipv4.test(draft.address.trim())) {
    errors.address = 'An IPv4 address reads like 10.77.0.20.'
  }
  if (Object.keys(changeOf(draft)).length === 0) errors.image = 'Change something, or use “Retry now”.'
  return errors
}
