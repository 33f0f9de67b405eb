import { Button, Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { machinesKey } from '~/api/machines'
import { wasRefused } from '~/api/problem'
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
  const [key, setKey] = useState(randomKey)
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
  const choose = (chosen: PowerCommand) => {
    setKey(randomKey())
    setCommand(chosen)
  }
  const act = async (chosen: PowerCommand) => {
    const wish = { kind: 'power', machine: machine.id, spec: { command: chosen } } as const
    try {
      if (busy) {
        await queueRun(wish, key)
        return await client.invalidateQueries({ queryKey: machinesKey })
      }
      const run = await startRun(wish, key)
      return await navigate({ to: paths.run(run.id) })
    } catch (error) {
      if (wasRefused(error)) setKey(randomKey())
      throw error
    }
  }
  return (
    <>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button variant="default">Power</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {statesOf(powerChoices).map(choice => (
            <Menu.Item key={choice} onClick={() => choose(choice)}>
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
