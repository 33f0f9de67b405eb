import type { PowerCommand } from '~/api/types'

export interface PowerChoice {
  verb: string
  effect: string
  danger: boolean
}

export const powerChoices: Record<PowerCommand, PowerChoice> = {
  on: {
    verb: 'Power on',
    effect: 'The machine is switched on and starts from its own boot order.',
    danger: false,
  },
  'soft-off': {
    verb: 'Shut down',
    effect: 'The running system is asked to shut down, as by a press on the power button.',
    danger: true,
  },
  off: {
    verb: 'Power off',
    effect: 'Power is cut at once. What the system has not written to disk is lost.',
    danger: true,
  },
  cycle: {
    verb: 'Power cycle',
    effect:
      'Power is cut at once and comes back after a moment. What the system has not written to disk is lost.',
    danger: true,
  },
  reset: {
    verb: 'Reset',
    effect:
      'The machine restarts at once without losing power. What the system has not written to disk is lost.',
    danger: true,
  },
}
