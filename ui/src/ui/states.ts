import type {
  Health,
  ImageState,
  MachineRole,
  MachineState,
  QueueState,
  RunKind,
  RunState,
  StepState,
} from '~/api/types'

/** What a state means to the eye. `busy` also moves. */
export type Tone = 'quiet' | 'info' | 'busy' | 'good' | 'warn' | 'bad'

export interface Look {
  word: string
  tone: Tone
}

export const machineLooks: Record<MachineState, Look & { meaning: string }> = {
  discovered: { word: 'Discovered', tone: 'info', meaning: 'Seen on the network, not taken in yet' },
  registering: { word: 'Registering', tone: 'busy', meaning: 'Being inspected and taken in' },
  available: { word: 'Available', tone: 'info', meaning: 'Inspected and ready to be provisioned' },
  provisioning: { word: 'Provisioning', tone: 'busy', meaning: 'An operating system is being installed' },
  deployed: { word: 'Deployed', tone: 'good', meaning: 'Its installed system reported and is in use' },
  maintenance: { word: 'Maintenance', tone: 'warn', meaning: 'Taken out for work on it' },
  cleaning: { word: 'Cleaning', tone: 'busy', meaning: 'Being erased for its next use' },
  adopted: { word: 'Adopted', tone: 'good', meaning: 'Runs a system that was installed elsewhere' },
  failed: { word: 'Failed', tone: 'bad', meaning: 'Its last run ended without success' },
  retired: { word: 'Retired', tone: 'quiet', meaning: 'Out of use for good' },
}

export const roleWords: Record<MachineRole, string> = {
  plain: 'None',
  'kvm-host': 'KVM host',
}

export const runLooks: Record<RunState, Look> = {
  running: { word: 'Running', tone: 'busy' },
  waiting: { word: 'Waiting for you', tone: 'warn' },
  paused: { word: 'Paused', tone: 'warn' },
  cancelling: { word: 'Cancelling', tone: 'busy' },
  done: { word: 'Done', tone: 'good' },
  cancelled: { word: 'Cancelled', tone: 'quiet' },
  failed: { word: 'Failed', tone: 'bad' },
}

export const queueLooks: Record<QueueState, Look> = {
  queued: { word: 'Queued', tone: 'info' },
  starting: { word: 'Starting', tone: 'busy' },
  started: { word: 'Started', tone: 'good' },
  refused: { word: 'Refused', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'quiet' },
}

export const stepLooks: Record<StepState, Look> = {
  pending: { word: 'To do', tone: 'quiet' },
  running: { word: 'Running', tone: 'busy' },
  waiting: { word: 'Waiting', tone: 'warn' },
  done: { word: 'Done', tone: 'good' },
  skipped: { word: 'Skipped', tone: 'quiet' },
  failed: { word: 'Failed', tone: 'bad' },
  undone: { word: 'Undone', tone: 'quiet' },
}

export const healthLooks: Record<Health, Look> = {
  unknown: { word: 'Unknown', tone: 'quiet' },
  ok: { word: 'OK', tone: 'good' },
  warning: { word: 'Warning', tone: 'warn' },
  critical: { word: 'Critical', tone: 'bad' },
}

export const imageLooks: Record<ImageState, Look> = {
  importing: { word: 'Importing', tone: 'busy' },
  ready: { word: 'Ready', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
}

export const runKindWords: Record<RunKind, string> = {
  register: 'Register',
  provision: 'Provision',
  power: 'Power',
  inspect: 'Inspect',
  reinstall: 'Reinstall',
  release: 'Release',
  clean: 'Clean',
  rescue: 'Rescue',
  adopt: 'Adopt',
  capture: 'Capture',
  convert: 'Convert',
  runbook: 'Runbook',
  rotate: 'Rotate password',
}

/** Whether a run in this state still goes on. */
export const runGoesOn: Record<RunState, boolean> = {
  running: true,
  waiting: true,
  paused: true,
  cancelling: true,
  done: false,
  cancelled: false,
  failed: false,
}

/** The states of a total record, in its order. */
export function statesOf<S extends string>(looks: Record<S, unknown>): S[] {
  return Object.keys(looks) as S[]
}
