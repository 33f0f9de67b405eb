import { expect, test } from 'vitest'
import type { Disk, Nic } from '~/api/types'
import { diskKind, linkSpeed } from './words'

const disk = (fields: Partial<Disk>) =>
  diskKind({ bus: 'sata', rotational: false, removable: false, ...fields } as Disk)
const nic = (linkUp: boolean | null, speedMbps: number | null) => linkSpeed({ linkUp, speedMbps } as Nic)

test('a disk is named by its bus and what it is made of', () => {
  expect(disk({})).toBe('SATA SSD')
  expect(disk({ bus: 'nvme' })).toBe('NVMe SSD')
  expect(disk({ bus: null, rotational: true, removable: true })).toBe('HDD, removable')
})

test('a link tells its speed only where it is known', () => {
  expect([nic(true, 25_000), nic(true, 100), nic(true, null)]).toEqual([
    'up, 25 Gbit/s',
    'up, 100 Mbit/s',
    'up',
  ])
  expect([nic(false, 1000), nic(null, null), nic(null, 1000)]).toEqual(['down', 'not known', '1 Gbit/s'])
})
