import type { Machine, MachineState } from '~/api/types'

/** Why a machine in this state cannot be provisioned, or null where it can. */
const stateForbidsProvision: Record<MachineState, string | null> = {
  discovered: 'The machine was not inspected yet: it must register first.',
  registering: 'The machine is still being taken in.',
  available: null,
  provisioning: 'The machine is being provisioned.',
  deployed: null,
  maintenance: null,
  cleaning: 'The machine is being erased.',
  adopted: null,
  failed: null,
  retired: 'The machine is retired.',
}

const BUSY = 'A run is active on this machine, and there is one at a time.'

/** For a busy machine it is queued; what the machine is by then is for the API to look at. */
export function whyNoProvision(machine: Machine): string | null {
  if (machine.activeRun === null) return stateForbidsProvision[machine.state]
  if (machine.state === 'retired') return stateForbidsProvision.retired
  return machine.summary === null ? stateForbidsProvision.discovered : null
}

/** Why a machine cannot be taken into BootOS by a run, or null where it can. */
export function whyNoBootOs(machine: Machine): string | null {
  if (machine.activeRun !== null) return BUSY
  if (machine.state === 'retired') return 'The machine is retired.'
  return machine.summary === null ? 'The machine was not inspected yet: it must register first.' : null
}

/** For a busy machine it is queued. */
export function whyNoPower(machine: Machine): string | null {
  return machine.bmc === null
    ? 'No BMC is known for this machine, so only a person at it can switch it.'
    : null
}

export function whyBusy(machine: Machine): string | null {
  return machine.activeRun === null ? null : BUSY
}
