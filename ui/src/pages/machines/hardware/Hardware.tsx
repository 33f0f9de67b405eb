import type { HardwareReport } from '~/api/types'
import { Empty } from '~/ui/Empty'
import { Facts } from '~/ui/Facts'
import { Panel } from '~/ui/Panel'
import { When } from '~/ui/When'
import { memorySize, plural, size } from '~/util/format'
import { Branch } from './Branch'
import { bmcFacts, firmwareFacts } from './firmwareFacts'
import { controllerColumns, diskColumns, memoryColumns, nicColumns, processorColumns } from './parts'

export function Hardware({ report }: { report: HardwareReport | null }) {
  if (report === null) {
    return (
      <Panel title="Hardware">
        <Empty title="Not inspected yet.">
          The hardware is read when the machine comes up in BootOS: as it registers, and at each run after
          that.
        </Empty>
      </Panel>
    )
  }
  const { processors, memory, disks, nics, controllers } = report
  const cores = processors.reduce((sum, processor) => sum + processor.cores, 0)
  const diskBytes = disks.reduce((sum, disk) => sum + disk.bytes, 0)
  return (
    <Panel
      title="Hardware"
      flush
      aside={
        <span className="dim">
          read <When at={report.collectedAt} />
        </span>
      }
    >
      <Branch
        title="Processors"
        note={`${plural(processors.length, 'package')}, ${plural(cores, 'core')}, ${report.architecture}`}
        columns={processorColumns}
        rows={processors}
      />
      <Branch
        title="Memory"
        note={`${memorySize(memory.bytes)} in ${plural(memory.modules.length, 'module')}`}
        columns={memoryColumns}
        rows={memory.modules}
      />
      <Branch
        title="Disks"
        note={`${plural(disks.length, 'disk')}, ${size(diskBytes)}`}
        columns={diskColumns}
        rows={disks}
      />
      <Branch title="Network ports" note={plural(nics.length, 'port')} columns={nicColumns} rows={nics} />
      <Branch
        title="Controllers"
        note={plural(controllers.length, 'device')}
        columns={controllerColumns}
        rows={controllers}
        closed
      />
      <Branch title="Firmware" note={[report.bios?.vendor, report.bios?.version].filter(Boolean).join(' ')}>
        <Facts facts={firmwareFacts(report)} />
      </Branch>
      <Branch
        title="BMC"
        note={report.bmc === null ? 'none answered from inside' : (report.bmc.firmware ?? '')}
      >
        {report.bmc === null ? null : <Facts facts={bmcFacts(report.bmc)} />}
      </Branch>
    </Panel>
  )
}
