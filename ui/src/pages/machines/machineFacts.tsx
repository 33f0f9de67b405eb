import type { Machine, MachineWithHardware } from '~/api/types'
import type { Fact } from '~/ui/Facts'
import { roleWords } from '~/ui/states'
import { When } from '~/ui/When'
import { bootMethodWords } from './bootMethods'
import { bmcProtocols } from './machineDraft'

function bmcWords({ protocol, address, port, user }: NonNullable<Machine['bmc']>): string {
  return `${address}${port === bmcProtocols[protocol].port ? '' : `:${port}`} (${bmcProtocols[protocol].label}, user ${user})`
}

export function machineFacts(machine: MachineWithHardware): Fact[] {
  const mono = (text: string | null) => (text === null ? null : <span className="mono">{text}</span>)
  return [
    ['Id', mono(machine.id)],
    ['Host name', machine.hostname],
    ['Address', mono(machine.address)],
    [machine.macs.length === 1 ? 'MAC address' : 'MAC addresses', mono(machine.macs.join(', '))],
    ['Maker and product', [machine.manufacturer, machine.product].filter(Boolean).join(' ')],
    ['Serial', mono(machine.serial)],
    ['UUID', mono(machine.uuid)],
    ['BMC', machine.bmc === null ? null : bmcWords(machine.bmc)],
    ['System', machine.os],
    ['Image', machine.image],
    ['Role', machine.role === 'plain' ? null : roleWords[machine.role]],
    ['Boot mode', machine.bootMode],
    ['BootOS comes', bootMethodWords[machine.bootMethod]],
    ['Site', machine.site],
    ['Tags', machine.tags.join(', ')],
    ['Added', <When key="added" at={machine.createdAt} />],
    ['Changed', <When key="changed" at={machine.updatedAt} />],
  ]
}
