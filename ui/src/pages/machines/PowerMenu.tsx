import { Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { machinesKey } from '~/api/machines'
import { queueRun, startRun } from '~/api/runs'
import type { Machine, PowerCommand } from '~/api/types'
import { Confirm } from '~/ui/Confirm'
import { ReasonedButton } from '~/ui/ReasonedButton'
import { statesOf } from '~/ui/states'
import { paths } from '~/util/paths'
import { randomKey } from '~/util/randomKey'
import { powerChoices } from './powerCommands'
import { QueueNote } from './QueueNote'

export function PowerMenu({ machine, whyNot }: { machine: Machine; whyNot: string | null }) {
  const [command, setCommand] = useState<PowerCommand | null>(null)
  const navigate = useNavigate()
  const client = useQueryClient()
  const busy = machine.activeRun !== null
  if (whyNot !== null) {
    return (
      <ReasonedButton variant="default" whyNot={whyNot} onClick={() => undefined}>
        Power
      </ReasonedButton>
    )
  }
  const act = async (chosen: PowerCommand) => {
    const wish = { kind: 'power', machine: machine.id, spec: { command: chosen } } as const
    if (busy) {
      await queueRun(wish, randomKey())
      return client.invalidateQueries({ queryKey: machinesKey })
    }
    const run = await startRun(wish, randomKey())
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
          verb={busy ? 'Queue it' : powerChoices[command].verb}
          danger={powerChoices[command].danger}
          act={() => act(command)}
          onClose={() => setCommand(null)}
        >
          {busy ? <QueueNote /> : null}
          <p>{powerChoices[command].effect}</p>
        </Confirm>
      )}
    </>
  )
}
