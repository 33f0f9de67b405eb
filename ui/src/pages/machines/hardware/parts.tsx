import type { Controller, Disk, MemoryModule, Nic, Processor } from '~/api/types'
import type { Column } from '~/table/columns'
import { memorySize, size } from '~/util/format'
import { diskKind, linkSpeed } from './words'

function mono(text: string | null) {
  return text === null || text === '' ? <span className="dim">–</span> : <span className="mono">{text}</span>
}

function plain(text: string | number | null) {
  return text === null || text === '' ? <span className="dim">–</span> : text
}

export const processorColumns: Column<Processor>[] = [
  { id: 'socket', header: 'Socket', cell: ({ row }) => plain(row.original.socket) },
  { id: 'model', header: 'Model', cell: ({ row }) => plain(row.original.model) },
  { id: 'vendor', header: 'Vendor', wideOnly: true, cell: ({ row }) => plain(row.original.vendor) },
  { id: 'cores', header: 'Cores', align: 'end', accessorKey: 'cores' },
  { id: 'threads', header: 'Threads', align: 'end', accessorKey: 'threads' },
]

export const memoryColumns: Column<MemoryModule>[] = [
  { id: 'slot', header: 'Slot', cell: ({ row }) => plain(row.original.slot) },
  { id: 'size', header: 'Size', cell: ({ row }) => memorySize(row.original.bytes) },
  {
    id: 'type',
    header: 'Type',
    cell: ({ row: { original } }) =>
      plain(
        [original.type, original.speedMtps === null ? null : `${original.speedMtps} MT/s`]
          .filter(Boolean)
          .join(' '),
      ),
  },
  { id: 'maker', header: 'Maker', wideOnly: true, cell: ({ row }) => plain(row.original.manufacturer) },
  { id: 'part', header: 'Part', wideOnly: true, cell: ({ row }) => mono(row.original.partNumber) },
  { id: 'serial', header: 'Serial', cell: ({ row }) => mono(row.original.serial) },
]

export const diskColumns: Column<Disk>[] = [
  { id: 'serial', header: 'Serial', cell: ({ row }) => mono(row.original.serial) },
  { id: 'wwn', header: 'WWN', cell: ({ row }) => mono(row.original.wwn) },
  { id: 'size', header: 'Size', align: 'end', cell: ({ row }) => size(row.original.bytes) },
  { id: 'model', header: 'Model', cell: ({ row }) => plain(row.original.model) },
  { id: 'kind', header: 'Kind', cell: ({ row }) => diskKind(row.original) },
  {
    id: 'sector',
    header: 'Sector',
    wideOnly: true,
    align: 'end',
    cell: ({ row }) => `${row.original.logicalSectorBytes} B`,
  },
  { id: 'name', header: 'Last seen as', wideOnly: true, cell: ({ row }) => mono(row.original.name) },
]

export const nicColumns: Column<Nic>[] = [
  { id: 'name', header: 'Port', cell: ({ row }) => mono(row.original.name) },
  { id: 'mac', header: 'MAC', cell: ({ row }) => mono(row.original.mac) },
  { id: 'link', header: 'Link', cell: ({ row }) => linkSpeed(row.original) },
  { id: 'addresses', header: 'Addresses', cell: ({ row }) => mono(row.original.addresses.join(', ')) },
  { id: 'driver', header: 'Driver', wideOnly: true, cell: ({ row }) => plain(row.original.driver) },
  { id: 'pci', header: 'PCI', wideOnly: true, cell: ({ row }) => mono(row.original.pciAddress) },
  {
    id: 'boot',
    header: 'Boots',
    cell: ({ row }) => (row.original.boot ? 'this port' : <span className="dim">–</span>),
  },
]

export const controllerColumns: Column<Controller>[] = [
  { id: 'pci', header: 'PCI', cell: ({ row }) => mono(row.original.pciAddress) },
  { id: 'class', header: 'Class', accessorKey: 'class' },
  { id: 'description', header: 'Description', cell: ({ row }) => plain(row.original.description) },
  {
    id: 'ids',
    header: 'Vendor:device',
    cell: ({ row }) => mono(`${row.original.vendorId}:${row.original.deviceId}`),
  },
  { id: 'driver', header: 'Driver', cell: ({ row }) => plain(row.original.driver) },
]
