import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Empty } from '~/ui/Empty'
import { paths } from '~/util/paths'

export function NoMachines({ onAdd }: { onAdd(): void }) {
  return (
    <Empty title="No machine yet.">
      Machines come in by themselves once they ask the network for a boot file:
      <ol>
        <li>
          Describe the network they are in under <Link to={paths.segments}>Segments</Link>, with automatic
          registration and a range of addresses for them.
        </li>
        <li>Set a server to boot from the network (PXE or UEFI HTTP boot) and switch it on.</li>
        <li>It appears here, is inspected, and becomes available within a few minutes.</li>
      </ol>
      <p>
        Or enter one by hand: its MAC address is enough, and with its BMC it is switched on for you. To try
        without hardware, <code>./metalwright lab create</code> makes a virtual rack.
      </p>
      <Button onClick={onAdd}>Add a machine by hand</Button>
    </Empty>
  )
}
