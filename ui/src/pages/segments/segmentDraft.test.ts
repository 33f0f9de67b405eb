import { expect, test } from 'vitest'
import type { Segment } from '~/api/types'
import { checkSegment, draftOf, emptySegment, segmentOf } from './segmentDraft'

const full: Segment = {
  name: 'rack7',
  site: 'ber1',
  cidr: '10.77.0.0/24',
  gateway: '10.77.0.1',
  vlan: 770,
  machines: '10.77.0.100-10.77.0.199',
  bmcs: '10.77.1.100-10.77.1.199',
  bmcNetwork: '10.77.1.0/24',
  bmcGateway: '10.77.1.1',
  nameServers: ['10.77.0.1', '9.9.9.9'],
  registration: 'manual',
  dhcp: {
    mode: 'proxy',
    exclusions: ['10.77.0.110-10.77.0.119', '10.77.0.130-10.77.0.131'],
    checksConflicts: true,
    leaseSeconds: 600,
    sharedNetwork: 'wire7',
    bootFiles: { 'uefi-x64': 'ipxe.efi' },
    options: [{ code: 42, type: 'addresses', value: '10.77.0.3' }],
    classes: [
      { name: 'printers', range: '10.77.0.60-10.77.0.69', vendorClasses: ['Ink'], macs: [] },
      { name: 'bmc', range: '10.77.0.50-10.77.0.59', vendorClasses: ['ACME'], macs: ['d0:94:66'] },
    ],
  },
  ipv6: {
    prefix: 'fd00:77::/64',
    machines: 'fd00:77::100-fd00:77::1ff',
    nameServers: ['fd00:77::53'],
    advertise: 'prefix',
    reservations: [{ mac: '52:54:00:12:34:56', address: 'fd00:77::20' }],
  },
}
const bare: Segment = {
  ...full,
  gateway: null,
  vlan: null,
  machines: null,
  bmcs: null,
  bmcNetwork: null,
  bmcGateway: null,
  nameServers: [],
  dhcp: emptySegment.dhcp,
  ipv6: null,
}

test('a segment goes through the form unchanged', () => {
  for (const segment of [full, bare]) {
    expect(segmentOf(draftOf(segment))).toEqual(segment)
    expect(checkSegment(draftOf(segment))).toEqual({})
  }
})

test('a range for BMCs that ask by DHCP makes the class that is known by its name', () => {
  expect(segmentOf({ ...draftOf(bare), bmcsByDhcp: ' 10.77.0.50-10.77.0.59' }).dhcp.classes).toEqual([
    { name: 'bmc', range: '10.77.0.50-10.77.0.59', vendorClasses: [], macs: [] },
  ])
  expect(segmentOf({ ...draftOf(full), bmcsByDhcp: '' }).dhcp.classes).toHaveLength(1)
})

test('what is said of IPv6 without its network is not lost in silence', () => {
  expect(Object.keys(checkSegment({ ...draftOf(bare), ipv6Advertise: 'prefix' }))).toEqual(['ipv6Prefix'])
})

test('each wrong field is named', () => {
  const wrong = {
    ...emptySegment,
    cidr: '10.0.0.0/33',
    vlan: '4095',
    machines: '10.0.0.1',
    bmcs: 'a-b',
    bmcsByDhcp: '10.0.0.9',
    gateway: '10',
    nameServers: 'dns',
    exclusions: '10.0.0.7',
    ipv6Prefix: 'fd00:77::',
    ipv6Machines: 'fd00:77::100',
    ipv6NameServers: '9.9.9.9',
  }
  expect(Object.keys(checkSegment(wrong)).sort()).toEqual([
    'bmcs',
    'bmcsByDhcp',
    'cidr',
    'exclusions',
    'gateway',
    'ipv6Machines',
    'ipv6NameServers',
    'ipv6Prefix',
    'machines',
    'name',
    'nameServers',
    'vlan',
  ])
})
