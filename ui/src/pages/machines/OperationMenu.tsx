import { Button, Menu } from '@mantine/core'
import { useState } from 'react'
import type { Machine, OperationKind } from '~/api/types'
import { OperationForm } from './OperationForm'
import { operations, whyNoOperation } from './operations'

/** What else can be done with a machine. A choice that cannot be taken now says why. */
export function OperationMenu({ machine }: { machine: Machine }) {
  const [chosen, setChosen] = useState<OperationKind | null>(null)
  const operation = chosen === null ? undefined : operations[chosen]
  return (
    <>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button variant="default">More</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(operations).map(([kind, offered]) => {
            const { verb, danger } = offered
            const why = whyNoOperation(offered, machine)
            return (
              <Menu.Item
                key={kind}
                color={danger ? 'red' : undefined}
                disabled={why !== null}
                title={why ?? undefined}
                onClick={() => setChosen(kind as OperationKind)}
              >
                {verb}…
              </Menu.Item>
            )
          })}
        </Menu.Dropdown>
      </Menu>
      {chosen === null || operation === undefined ? null : (
        <OperationForm
          machine={machine}
          kind={chosen}
          operation={operation}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  )
}
