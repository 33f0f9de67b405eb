import type { BootConfiguration, DocumentKind } from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { words } from '~/forms/patterns'
import { allKinds, documentWords } from './documentKinds'

/** A boot configuration as it is typed. */
export interface BootConfigurationDraft {
  name: string
  site: string
  machines: string
  segments: string
  documents: BootConfiguration['documents']
}

export const draftOf = (configuration: BootConfiguration | null): BootConfigurationDraft =>
  configuration === null
    ? { name: '', site: 'default', machines: '', segments: '', documents: {} }
    : {
        ...configuration,
        machines: configuration.machines.join(', '),
        segments: configuration.segments.join(', '),
      }

export const configurationOf = (draft: BootConfigurationDraft): BootConfiguration => ({
  name: draft.name.trim(),
  site: draft.site,
  machines: words(draft.machines),
  segments: words(draft.segments),
  documents: draft.documents,
})

/** In the order in which they are told, whatever order they were entered in. */
export const kindsOf = (documents: BootConfiguration['documents']): DocumentKind[] =>
  allKinds.filter(kind => documents[kind] !== undefined)

/** The form's name of a document, which is the API's as well. */
export const documentField = (kind: DocumentKind) => `documents.${kind}`

function unknownWords(text: string): string[] {
  return [...text.matchAll(/\{\{\{\{|\{\{ *([a-z]+) *\}\}/g)]
    .map(found => found[1])
    .filter((word): word is string => word !== undefined && !documentWords.includes(word))
}

function fault(kind: DocumentKind, text: string): string | null {
  const unknown = unknownWords(text)
  if (unknown.length > 0) return `Nobody knows ${unknown.join(', ')}. Known are ${documentWords.join(', ')}.`
  if (kind === 'ipxe' && !text.startsWith('#!ipxe')) return 'A script begins with #!ipxe.'
  if (kind === 'ignition') {
    try {
      JSON.parse(text)
    } catch {
      return 'This is no JSON.'
    }
  }
  return null
}

/** What is wrong, by field, as far as it can be told here; the API looks closer. */
export function checkBootConfiguration(draft: BootConfigurationDraft): FieldErrors {
  const errors: FieldErrors = {}
  const kinds = kindsOf(draft.documents)
  if (draft.name.trim() === '') errors.name = 'Name is missing.'
  if (kinds.length === 0) errors.documents = 'Add at least one document.'
  for (const kind of kinds) {
    const wrong = fault(kind, draft.documents[kind] ?? '')
    if (wrong !== null) errors[documentField(kind)] = wrong
  }
  return errors
}
