import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { deleteMachine, machinesKey } from '~/api/machines'
import type { Machine } from '~/api/types'
import { Confirm } from '~/ui/Confirm'
import { ReasonedButton } from '~/ui/ReasonedButton'
import { paths } from '~/util/paths'
import { whyBusy, whyNoPower, whyNoProvision } from './allowed'
import { EditMachine } from './EditMachine'
import { OperationMenu } from './OperationMenu'
import { PowerMenu } from './PowerMenu'

export function MachineActions({ machine }: { machine: Machine }) {
  const [deleting, setDeleting] = useState(false)
  const [editing, setEditing] = useState(false)
  const client = useQueryClient()
  const navigate = useNavigate()
  return (
    <>
      <ReasonedButton
        whyNot={whyNoProvision(machine)}
        onClick={() => void navigate({ to: paths.provision(machine.id) })}
      >
        Provision…
      </ReasonedButton>
      <PowerMenu machine={machine} whyNot={whyNoPower(machine)} />
      <OperationMenu machine={machine} />
      <ReasonedButton
        variant="default"
        whyNot={machine.bmc === null ? 'No BMC is known: enter its address, user and password first.' : null}
        onClick={() => void navigate({ to: paths.console(machine.id) })}
      >
        Console
      </ReasonedButton>
      <Button variant="default" onClick={() => setEditing(true)}>
        Edit…
      </Button>
      {editing ? <EditMachine machine={machine} onClose={() => setEditing(false)} /> : null}
      <ReasonedButton variant="light" color="red" whyNot={whyBusy(machine)} onClick={() => setDeleting(true)}>
        Delete…
      </ReasonedButton>
      <Confirm
        opened={deleting}
        title={`Delete ${machine.name}?`}
        verb="Delete the machine"
        danger
        act={() => deleteMachine(machine.id)}
        onClose={() => setDeleting(false)}
        onDone={() => {
          void client.invalidateQueries({ queryKey: machinesKey })
          void navigate({ to: paths.machines })
        }}
      >
        <p>
          Metalwright forgets the machine, its hardware report and how to reach its BMC. Nothing is done to
          the machine itself: what is installed on it stays and goes on running.
        </p>
        <p>If it network-boots again, it is taken in as a stranger.</p>
      </Confirm>
    </>
  )
}
