import type { Disk, Nic } from '~/api/types'

/** `NVMe SSD`, `SATA HDD, removable`. */
export function diskKind(disk: Disk): string {
  const kind = [disk.bus?.toUpperCase().replace('NVME', 'NVMe'), disk.rotational ? 'HDD' : 'SSD']
    .filter(Boolean)
    .join(' ')
  return disk.removable ? `${kind}, removable` : kind
}

export function linkSpeed(nic: Nic): string {
  if (nic.linkUp === false) return 'down'
  const speed =
    nic.speedMbps === null
      ? null
      : nic.speedMbps >= 1000
        ? `${nic.speedMbps / 1000} Gbit/s`
        : `${nic.speedMbps} Mbit/s`
  if (nic.linkUp === null) return speed ?? 'not known'
  return speed === null ? 'up' : `up, ${speed}`
}
