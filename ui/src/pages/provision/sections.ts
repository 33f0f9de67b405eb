import type { Image, MachineWithHardware } from '~/api/types'
import { type FieldErrors, fieldId } from '~/forms/fields'
import type { Draft } from './draft'

/** What every section of the form is given. */
export interface SectionProps {
  draft: Draft
  change(fields: Partial<Draft>): void
  errors: FieldErrors
}

export interface HardwareProps extends SectionProps {
  machine: MachineWithHardware
  image: Image | undefined
}

const PREFIX = 'provision'

export const formPrefix = PREFIX

/** Id and error of a field, so that the list of errors can lead to it. */
export function named(field: string, errors: FieldErrors) {
  return { id: fieldId(PREFIX, field), error: errors[field] }
}
