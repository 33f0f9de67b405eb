import { Checkbox } from '@mantine/core'
import type { Disk } from '~/api/types'
import { diskKind } from '~/pages/machines/hardware/words'
import tableClasses from '~/table/DataTable.module.css'
import { size } from '~/util/format'
import { diskName } from './draft'
import { whyNotDisk } from './erased'

interface Props {
  disks: readonly Disk[]
  wanted: number
  imageBytes: number | null
  serials: readonly string[]
  onChange(serials: string[]): void
}

/** Disks by what does not change from boot to boot: serial and WWN, not the kernel's letter. */
export function DiskPicker({ disks, wanted, imageBytes, serials, onChange }: Props) {
  const toggle = (name: string) =>
    onChange(
      serials.includes(name) ? serials.filter(other => other !== name) : [...serials, name].slice(-wanted),
    )
  return (
    <div className={tableClasses.scroll}>
      <table className={tableClasses.table} aria-label="Disks of this machine">
        <thead>
          <tr>
            <th scope="col">Erase</th>
            <th scope="col">Serial</th>
            <th scope="col">WWN</th>
            <th scope="col">Size</th>
            <th scope="col">Kind</th>
            <th scope="col">Model</th>
          </tr>
        </thead>
        <tbody>
          {disks.map(disk => {
            const name = diskName(disk)
            const whyNot = whyNotDisk(disk, imageBytes)
            return (
              <tr key={name ?? disk.name}>
                <td>
                  <Checkbox
                    aria-label={`Erase ${name ?? disk.name}, ${size(disk.bytes)}`}
                    title={whyNot ?? undefined}
                    disabled={whyNot !== null}
                    checked={name !== null && serials.includes(name)}
                    onChange={() => name !== null && toggle(name)}
                  />
                </td>
                <td className="mono">{disk.serial ?? '–'}</td>
                <td className="mono">{disk.wwn ?? '–'}</td>
                <td className="nowrap">{size(disk.bytes)}</td>
                <td className="nowrap">{diskKind(disk)}</td>
                <td>
                  {disk.model ?? '–'}
                  {whyNot === null ? null : <div className="dim">{whyNot}</div>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
