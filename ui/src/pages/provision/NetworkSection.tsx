import { Checkbox, NativeSelect, Radio, TextInput } from '@mantine/core'
import type { BondMode } from '~/api/types'
import { Row } from '~/forms/Row'
import { Panel } from '~/ui/Panel'
import type { Draft } from './draft'
import classes from './ProvisionForm.module.css'
import { type HardwareProps, named } from './sections'

const bondModes: { value: BondMode; label: string }[] = [
  { value: 'active-backup', label: 'A bond: one port works, the others stand by (active-backup)' },
  { value: '802.3ad', label: 'A bond by LACP, which the switch must speak (802.3ad)' },
  ...(['balance-rr', 'balance-xor', 'broadcast', 'balance-tlb', 'balance-alb'] as const).map(value => ({
    value,
    label: `A bond: ${value}`,
  })),
]

export function NetworkSection({ draft, change, errors, machine }: HardwareProps) {
  const { bond } = draft.network
  const text = (field: Exclude<keyof Draft['network'], 'ports'>) => ({
    value: draft.network[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ network: { ...draft.network, [field]: event.currentTarget.value } }),
    ...named(`network.${field}`, errors),
  })
  const ports =
    machine.hardware?.nics.map(nic => ({ value: nic.mac, label: `${nic.mac} (${nic.name})` })) ??
    machine.macs.map(mac => ({ value: mac, label: mac }))
  return (
    <Panel title="Network">
      <div className={classes.fields}>
        <fieldset className={classes.choices}>
          <legend>Address of the installed system</legend>
          <Radio
            name="network"
            label={machine.address === null ? 'One of its segment' : `As it has now: ${machine.address}`}
            checked={!draft.staticNetwork}
            onChange={() => change({ staticNetwork: false })}
          />
          <Radio
            name="network"
            label="A static address"
            checked={draft.staticNetwork}
            onChange={() => change({ staticNetwork: true })}
          />
        </fieldset>
        {draft.staticNetwork ? (
          <>
            <Row>
              <TextInput label="Address" required placeholder="10.77.0.20" {...text('address')} />
              <TextInput
                label="Prefix length"
                placeholder="as its segment"
                inputMode="numeric"
                {...text('prefixLength')}
              />
              <TextInput label="Gateway" placeholder="as its segment" {...text('gateway')} />
            </Row>
            <Row>
              <TextInput label="Name servers" placeholder="as its segment" {...text('nameServers')} />
              <TextInput label="VLAN" placeholder="untagged" inputMode="numeric" {...text('vlan')} />
            </Row>
            <Row>
              <NativeSelect
                label="Carried by"
                data={[{ value: '', label: 'One port' }, ...bondModes]}
                {...text('bond')}
              />
              {bond === '' ? (
                <NativeSelect
                  label="Port"
                  data={[{ value: '', label: 'The port it registered with' }, ...ports]}
                  {...text('mac')}
                />
              ) : (
                <Checkbox.Group
                  label="Ports of the bond"
                  description="The one chosen first lends it its MAC address."
                  value={draft.network.ports}
                  onChange={chosen => change({ network: { ...draft.network, ports: chosen } })}
                  {...named('network.bond.ports', errors)}
                >
                  {ports.map(port => (
                    <Checkbox key={port.value} value={port.value} label={port.label} my="xs" />
                  ))}
                </Checkbox.Group>
              )}
            </Row>
          </>
        ) : null}
      </div>
    </Panel>
  )
}
