import type { FileSystemType, StorageWish } from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { patterns } from '~/forms/patterns'
import { present } from './present'

/** File systems and mounts beside the image's, as they are typed. */
export interface StorageDraft {
  rootSize: string
  fileSystems: FileSystemDraft[]
  mounts: MountDraft[]
}

export interface FileSystemDraft {
  /** Tells rows apart on the page; never sent. */
  key: number
  /** Serial number or WWN; empty: what the root leaves of its own disk. */
  disk: string
  size: string
  type: FileSystemType
  label: string
  mount: string
  options: string
}

export interface MountDraft {
  key: number
  what: string
  where: string
  type: string
  options: string
}

let lastKey = 0

export const noStorage: StorageDraft = { rootSize: '', fileSystems: [], mounts: [] }

export function newFileSystem(): FileSystemDraft {
  return { key: ++lastKey, disk: '', size: '', type: 'ext4', label: '', mount: '', options: '' }
}

export function newMount(): MountDraft {
  return { key: ++lastKey, what: '', where: '', type: 'nfs', options: '' }
}

/** Undefined where nothing is wished for. */
export function storageOf(storage: StorageDraft): StorageWish | undefined {
  const wish = present({
    rootSize: storage.rootSize.trim(),
    fileSystems: storage.fileSystems.map(({ type, mount, disk, size, label, options }) => ({
      type,
      ...present({
        mount: type === 'swap' ? '' : mount.trim(),
        disk,
        size: size.trim(),
        label: label.trim(),
        options: options.trim(),
      }),
    })),
    mounts: storage.mounts.map(({ what, where, type, options }) => ({
      what: what.trim(),
      where: where.trim(),
      type: type.trim(),
      ...present({ options: options.trim() }),
    })),
  })
  return Object.keys(wish).length === 0 ? undefined : wish
}

export function checkStorage({ rootSize, fileSystems, mounts }: StorageDraft): FieldErrors {
  const errors: FieldErrors = {}
  if (rootSize.trim() === '' ? fileSystems.some(each => each.disk === '') : !isSize(rootSize)) {
    errors['storage.rootSize'] =
      rootSize.trim() === '' ? 'Say what the root file system keeps of its disk, like 20GiB.' : SIZE
  }
  fileSystems.forEach((each, i) => {
    if (each.size.trim() !== '' && !isSize(each.size)) errors[`storage.fileSystems.${i}.size`] = SIZE
    if (each.type !== 'swap' && !patterns.filePath.test(each.mount.trim())) {
      errors[`storage.fileSystems.${i}.mount`] = MOUNT
    }
  })
  mounts.forEach((each, i) => {
    if (each.what.trim() === '') errors[`storage.mounts.${i}.what`] = 'A share or device, like nas:/export.'
    if (!patterns.filePath.test(each.where.trim())) errors[`storage.mounts.${i}.where`] = MOUNT
    if (each.type.trim() === '') errors[`storage.mounts.${i}.type`] = 'As mount calls it, like nfs or tmpfs.'
  })
  return errors
}

/** Whether the form shows this field of the wish, as `mounts.0.what`. */
export function showsStorage(storage: StorageDraft, [part, row, name = '']: string[]): boolean {
  if (part === 'rootSize') return row === undefined
  const rows: object[] =
    part === 'fileSystems' ? storage.fileSystems : part === 'mounts' ? storage.mounts : []
  const shown = rows[Number(row)]
  return shown !== undefined && name !== 'key' && name in shown
}

const SIZE = 'A size reads like 512MiB or 20GiB.'
const MOUNT = 'A mount point is absolute and without “..”, like /srv.'

function isSize(text: string): boolean {
  return /^[1-9]\d{0,9} ?[MGT]i?B?$/i.test(text.trim())
}
