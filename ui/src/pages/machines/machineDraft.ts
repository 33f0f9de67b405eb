import type { BmcProtocol, Machine, MachineChange, NewMachine } from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { lines, patterns } from '~/forms/patterns'

export const emptyMachineDraft = {
  mac: '',
  name: '',
  site: 'default',
  bmcProtocol: 'ipmi' as BmcProtocol,
  bmcAddress: '',
  bmcPort: '',
  bmcUser: '',
  bmcPassword: '',
}

export type MachineDraft = typeof emptyMachineDraft

/** Fields of the API's body that this form shows. */
export const machineFields = [
  'mac',
  'name',
  'site',
  'bmc.protocol',
  'bmc.address',
  'bmc.port',
  'bmc.user',
  'bmc.password',
]

/** Those of the form that changes a known machine. */
export const machineEditFields = ['name', 'tags', ...machineFields.filter(field => field.startsWith('bmc.'))]

/** How BMCs are spoken to, and the port that is meant when none is said. */
export const bmcProtocols: Record<BmcProtocol, { label: string; port: number }> = {
  ipmi: { label: 'IPMI', port: 623 },
  redfish: { label: 'Redfish', port: 443 },
}

export function checkMachineDraft(draft: MachineDraft): FieldErrors {
  const errors = checkBmc(draft)
  if (!patterns.mac.test(draft.mac.trim())) errors.mac = 'A MAC address reads like 52:54:00:12:34:56.'
  return errors
}

export type BmcDraft = Pick<
  MachineDraft,
  'bmcProtocol' | 'bmcAddress' | 'bmcPort' | 'bmcUser' | 'bmcPassword'
>

function checkBmc(draft: BmcDraft): FieldErrors {
  const errors: FieldErrors = {}
  const port = Number(draft.bmcPort)
  if (draft.bmcPort !== '' && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    errors['bmc.port'] = 'A port is a number from 1 to 65535.'
  }
  if (draft.bmcAddress === '' && (draft.bmcUser !== '' || draft.bmcPassword !== '')) {
    errors['bmc.address'] = 'Say where the BMC is, or leave its user and password empty.'
  }
  if (draft.bmcAddress !== '' && draft.bmcUser === '')
    errors['bmc.user'] = 'Say as which user to log in to the BMC.'
  return errors
}

export function newMachine(draft: MachineDraft): NewMachine {
  const { mac, name, site, bmcProtocol, bmcAddress, bmcPort, bmcUser, bmcPassword } = draft
  return {
    mac: mac.trim().toLowerCase().replaceAll('-', ':'),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    site,
    ...(bmcAddress.trim() === ''
      ? {}
      : {
          bmc: {
            ...(bmcProtocol === 'ipmi' ? {} : { protocol: bmcProtocol }),
            address: bmcAddress.trim(),
            ...(bmcPort === '' ? {} : { port: Number(bmcPort) }),
            user: bmcUser,
            password: bmcPassword,
          },
        }),
  }
}

/** What can be changed of a machine that is known. */
export type MachineEdit = BmcDraft & { name: string; tags: string }

export function machineEdit({ name, tags, bmc }: Machine): MachineEdit {
  return {
    name,
    tags: tags.join('\n'),
    bmcProtocol: bmc?.protocol ?? 'ipmi',
    bmcAddress: bmc?.address ?? '',
    bmcPort: bmc === null || bmc.port === bmcProtocols[bmc.protocol].port ? '' : String(bmc.port),
    bmcUser: bmc?.user ?? '',
    bmcPassword: '',
  }
}

export function checkMachineEdit(edit: MachineEdit, machine: Machine): FieldErrors {
  const errors = checkBmc(edit)
  if (edit.name.trim() === '') errors.name = 'A machine needs a name.'
  if (edit.bmcAddress.trim() === '' && machine.bmc !== null) {
    errors['bmc.address'] = 'A BMC that is known cannot be taken away.'
  }
  if (edit.bmcAddress.trim() !== '' && edit.bmcPassword === '' && machine.bmc === null) {
    errors['bmc.password'] = 'Nothing is known of this BMC yet: give its password too.'
  }
  return errors
}

/** Only what is otherwise than before: a BMC that is entered anew counts as exchanged. */
export function machineChange(edit: MachineEdit, machine: Machine): MachineChange {
  const before = machineEdit(machine)
  const name = edit.name.trim()
  const bmcFields = ['bmcProtocol', 'bmcAddress', 'bmcPort', 'bmcUser', 'bmcPassword'] as const
  const bmcChanged = bmcFields.some(field => edit[field].trim() !== before[field])
  return {
    ...(name === before.name ? {} : { name }),
    ...(edit.tags.trim() === before.tags ? {} : { tags: lines(edit.tags) }),
    ...(bmcChanged
      ? {
          bmc: {
            protocol: edit.bmcProtocol,
            address: edit.bmcAddress.trim(),
            ...(edit.bmcPort === '' ? {} : { port: Number(edit.bmcPort) }),
            user: edit.bmcUser,
            ...(edit.bmcPassword === '' ? {} : { password: edit.bmcPassword }),
          },
        }
      : {}),
  }
}
