import { Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { startRun } from '~/api/runs'
import type { Machine, PowerCommand } from '~/api/types'
import { Confirm } from '~/ui/Confirm'
import { ReasonedButton } from '~/ui/ReasonedButton'
import { statesOf } from '~/ui/states'
import { paths } from '~/util/paths'
import { randomKey } from '~/util/randomKey'
import { powerChoices } from './powerCommands'

export function PowerMenu({ machine, whyNot }: { machine: Machine; whyNot: string | null }) {
  const [command, setCommand] = useState<PowerCommand | null>(null)
  const navigate = useNavigate()
  if (whyNot !== null) {
    return (
      <ReasonedButton variant="default" whyNot={whyNot} onClick={() => undefined}>
        Power
      </ReasonedButton>
    )
  }
  const act = async (chosen: PowerCommand) => {
    const run = await startRun({ kind: 'power', machine: machine.id, spec: { command: chosen } }, randomKey())
    void navigate({ to: paths.run(run.id) })
  }
  return (
    <>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button variant="default">Power</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {statesOf(powerChoices).map(choice => (
            <Menu.Item key={choice} onClick={() => setCommand(choice)}>
              {powerChoices[choice].verb}…
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {command === null ? null : (
        <Confirm
          opened
          title={`${powerChoices[command].verb}: ${machine.name}?`}
          verb={powerChoices[command].verb}
          danger={powerChoices[command].danger}
          act={() => act(command)}
          onClose={() => setCommand(null)}
        >
          <p>{powerChoices[command].effect}</p>
        </Confirm>
      )}
    </>
  )
}
