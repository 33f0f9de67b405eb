import type { NewRunbook, Runbook } from '~/api/types'

/** A runbook as it is typed: its steps are JSON. */
export interface RunbookDraft {
  name: string
  description: string
  steps: string
}

/** A list that one can begin with: each sort of step is told in it. */
export const example = [
  { do: 'power', name: 'stop', command: 'soft-off' },
  { do: 'bootos' },
  { do: 'script', name: 'firmware', where: 'bootos', script: 'fwupdate --all' },
  { do: 'inspect' },
  { do: 'ask', name: 'swap', text: 'Swap the disk in slot 3.' },
  { do: 'leave' },
]

const pretty = (steps: unknown) => JSON.stringify(steps, null, 2)

export const draftOf = (runbook: Runbook | null): RunbookDraft =>
  runbook === null
    ? { name: '', description: '', steps: pretty(example) }
    : { name: runbook.name, description: runbook.description ?? '', steps: pretty(runbook.steps) }

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What is wrong, by field; whether the steps fit one another, the API says. */
export function checkRunbook(draft: RunbookDraft): Record<string, string> {
  return {
    ...(draft.name.trim() === '' ? { name: 'Name is missing.' } : {}),
    ...(Array.isArray(parsed(draft.steps)) ? {} : { steps: 'This is no list of steps in JSON.' }),
  }
}

export const runbookOf = (draft: RunbookDraft): NewRunbook => ({
  name: draft.name.trim(),
  description: draft.description.trim() === '' ? null : draft.description.trim(),
  steps: parsed(draft.steps),
})
