import type { Machine, OperationKind } from '~/api/types'
import { lines } from '~/forms/patterns'
import { whyNoBootOs } from './allowed'

/** A field of the form of an operation. What is left empty is left out of the spec, so that the API's default counts. */
export interface OperationField {
  label: string
  description?: string
  /** Lines become a list. */
  input: 'text' | 'lines' | 'check' | { choices: Record<string, string> }
  required?: boolean
}

/** How a kind of run is started from a machine's menu. */
export interface Operation {
  verb: string
  /** What will happen, said before it does. */
  effect: string
  /** Whether data on the machine is destroyed. */
  danger: boolean
  whyNot(machine: Machine): string | null
  fields: Record<string, OperationField>
}

/** To offer another kind of run: its row. */
export const operations: Partial<Record<OperationKind, Operation>> = {
  inspect: {
    verb: 'Inspect',
    effect:
      'The machine restarts into BootOS, its hardware is collected anew, and it is left as it was: off, or booted from its disk. What runs on it is interrupted.',
    danger: false,
    whyNot: whyNoBootOs,
    fields: {},
  },
}

export type OperationDraft = Record<string, string | boolean>

/** The spec that a form stands for. */
export function specOf(fields: Operation['fields'], draft: OperationDraft): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap<[string, unknown]>(([name, field]) => {
      const typed = draft[name]
      if (typeof typed === 'boolean') return typed ? [[name, true]] : []
      const text = (typed ?? '').trim()
      if (text === '') return []
      return [[name, field.input === 'lines' ? lines(text) : text]]
    }),
  )
}

/** What is missing, by field. */
export function missing(fields: Operation['fields'], draft: OperationDraft): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, field]) => field.required && String(draft[name] ?? '').trim() === '')
      .map(([name, field]) => [name, `${field.label} is missing.`]),
  )
}
