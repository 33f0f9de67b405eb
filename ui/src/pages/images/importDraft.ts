import type { FieldErrors } from '~/forms/fields'
import { patterns } from '~/forms/patterns'

export interface ImportDraft {
  from: 'url' | 'file'
  name: string
  url: string
  file: File | null
  sha256: string
}

export const emptyImport: ImportDraft = { from: 'url', name: '', url: '', file: null, sha256: '' }

export const importFields = ['name', 'url', 'sha256']

/** A name for an image, as its file is called: `debian-13.qcow2.xz` → `debian-13`. */
export function nameOf(path: string): string {
  const file = path.split(/[?#]/)[0]?.split('/').at(-1) ?? ''
  return file
    .replace(/(\.(raw|img|qcow2|vmdk|vhdx?|gz|xz|zst))+$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
}

export function checkImport(draft: ImportDraft): FieldErrors {
  const errors: FieldErrors = {}
  if (draft.name.trim() === '') errors.name = 'Give the image a name, like debian-13.'
  if (draft.from === 'url' && !/^https?:\/\/./.test(draft.url.trim())) {
    errors.url = 'A URL begins with http:// or https://.'
  }
  if (draft.from === 'file' && draft.file === null) errors.file = 'Choose a file.'
  if (draft.sha256.trim() !== '' && !patterns.sha256.test(draft.sha256.trim())) {
    errors.sha256 = 'A SHA-256 sum has 64 hexadecimal digits.'
  }
  return errors
}
