import type { BmcFacts, HardwareReport } from '~/api/types'
import type { Fact } from '~/ui/Facts'

export function firmwareFacts(report: HardwareReport): Fact[] {
  return [
    ['Vendor', report.bios?.vendor],
    ['Version', report.bios?.version],
    ['Date', report.bios?.date],
    ['Boot mode', report.bootMode],
    ['Secure boot', report.secureBoot === null ? 'not there' : report.secureBoot ? 'on' : 'off'],
    ['SKU', report.system.sku],
    ['Family', report.system.family],
  ]
}

export function bmcFacts(bmc: BmcFacts): Fact[] {
  return [
    ['Firmware', bmc.firmware],
    ['IPMI', bmc.ipmiVersion],
    ['Manufacturer and product id', [bmc.manufacturerId, bmc.productId].filter(Boolean).join(' / ')],
    ['LAN address', bmc.lan?.address],
    ['Netmask', bmc.lan?.netmask],
    ['Gateway', bmc.lan?.gateway],
    ['LAN MAC', bmc.lan?.mac],
    ['Address from', bmc.lan?.source],
  ]
}
