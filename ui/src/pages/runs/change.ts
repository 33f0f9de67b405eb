import type { RaidLevel } from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { patterns } from '~/forms/patterns'

/** What may be changed when a run that waits is tried again. Empty: stays as it is. */
export interface ChangeDraft {
  image: string
  /** Where another image lies; it is imported first. */
  imageUrl: string
  changeDisks: boolean
  raid: RaidLevel
  serials: string[]
  address: string
  bmcAddress: string
  bmcUser: string
  bmcPassword: string
}

export const noChange: ChangeDraft = {
  image: '',
  imageUrl: '',
  changeDisks: false,
  raid: 'none',
  serials: [],
  address: '',
  bmcAddress: '',
  bmcUser: '',
  bmcPassword: '',
}

/** The fields of the spec to replace, and those of the machine's BMC, by JSON pointer (RFC 6901). */
export function changeOf(draft: ChangeDraft): Record<string, unknown> {
  const image = draft.imageUrl.trim() || draft.image
  return {
    ...(image === '' ? {} : { '/image': image }),
    ...(draft.changeDisks ? { '/disks': { raid: draft.raid, serials: draft.serials } } : {}),
    ...(draft.address.trim() === '' ? {} : { '/network/address': draft.address.trim() }),
    ...(draft.bmcAddress.trim() === '' ? {} : { '/bmc/address': draft.bmcAddress.trim() }),
    ...(draft.bmcUser.trim() === '' ? {} : { '/bmc/user': draft.bmcUser.trim() }),
    ...(draft.bmcPassword === '' ? {} : { '/bmc/password': draft.bmcPassword }),
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
  if (draft.imageUrl.trim() !== '' && !/^https?:\/\/[^\s/]+/.test(draft.imageUrl.trim())) {
    errors.imageUrl = 'An address of an image begins with http:// or https://.'
  } else if (draft.imageUrl.trim() !== '' && draft.image !== '') {
    errors.imageUrl = 'Choose an image, or say where another one lies.'
  }
  if (Object.keys(changeOf(draft)).length === 0) errors.form = 'Change something, or use “Retry now”.'
  return errors
}
