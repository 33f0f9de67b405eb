import type { BmcProtocol, NewMachine } from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { patterns } from '~/forms/patterns'

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

/** How BMCs are spoken to, and the port that is meant when none is said. */
export const bmcProtocols: Record<BmcProtocol, { label: string; port: number }> = {
  ipmi: { label: 'IPMI', port: 623 },
  redfish: { label: 'Redfish', port: 443 },
}

export function checkMachineDraft(draft: MachineDraft): FieldErrors {
  const errors: FieldErrors = {}
  if (!patterns.mac.test(draft.mac.trim())) errors.mac = 'A MAC address reads like 52:54:00:12:34:56.'
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
