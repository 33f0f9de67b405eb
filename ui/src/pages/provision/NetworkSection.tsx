import { NativeSelect, Radio, TextInput } from '@mantine/core'
import { Row } from '~/forms/Row'
import { Panel } from '~/ui/Panel'
import type { Draft } from './draft'
import classes from './ProvisionForm.module.css'
import { type HardwareProps, named } from './sections'

export function NetworkSection({ draft, change, errors, machine }: HardwareProps) {
  const text = (field: keyof Draft['network']) => ({
    value: draft.network[field],
    onChange: (event: { currentTarget: { value: string } }) =>
      change({ network: { ...draft.network, [field]: event.currentTarget.value } }),
    ...named(`network.${field}`, errors),
  })
  const ports =
    machine.hardware?.nics.map(nic => ({ value: nic.mac, label: `${nic.mac} (${nic.name})` })) ?? machine.macs
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
              <NativeSelect
                label="Port"
                data={[{ value: '', label: 'The port it registered with' }, ...ports]}
                {...text('mac')}
              />
            </Row>
          </>
        ) : null}
      </div>
    </Panel>
  )
}
