import type {
  ClientClass,
  DhcpMode,
  Ipv6Reservation,
  Registration,
  RouterAdvertising,
  Segment,
  SegmentDhcp,
} from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { patterns, words } from '~/forms/patterns'

const usualDhcp: SegmentDhcp = {
  mode: 'serve',
  exclusions: [],
  checksConflicts: false,
  leaseSeconds: null,
  sharedNetwork: null,
  bootFiles: {},
  options: [],
  classes: [],
}

/** The class whose members are known without being described. */
const bmc = 'bmc'

export const emptySegment = {
  name: '',
  site: 'default',
  cidr: '',
  gateway: '',
  vlan: '',
  machines: '',
  bmcs: '',
  bmcNetwork: '',
  bmcGateway: '',
  bmcsByDhcp: '',
  nameServers: '',
  registration: 'automatic' as Registration,
  mode: usualDhcp.mode as DhcpMode,
  exclusions: '',
  checksConflicts: false,
  ipv6Prefix: '',
  ipv6Machines: '',
  ipv6NameServers: '',
  ipv6Advertise: 'off' as RouterAdvertising,
  /** What the form does not show, kept as it is. */
  ipv6Reservations: [] as Ipv6Reservation[],
  dhcp: usualDhcp,
}

export type SegmentDraft = typeof emptySegment

export const segmentFields = Object.keys(emptySegment)

export function draftOf(segment: Segment): SegmentDraft {
  return {
    name: segment.name,
    site: segment.site,
    cidr: segment.cidr,
    gateway: segment.gateway ?? '',
    vlan: segment.vlan === null ? '' : String(segment.vlan),
    machines: segment.machines ?? '',
    bmcs: segment.bmcs ?? '',
    bmcNetwork: segment.bmcNetwork ?? '',
    bmcGateway: segment.bmcGateway ?? '',
    bmcsByDhcp: segment.dhcp.classes.find(each => each.name === bmc)?.range ?? '',
    nameServers: segment.nameServers.join(', '),
    registration: segment.registration,
    mode: segment.dhcp.mode,
    exclusions: segment.dhcp.exclusions.join(', '),
    checksConflicts: segment.dhcp.checksConflicts,
    ipv6Prefix: segment.ipv6?.prefix ?? '',
    ipv6Machines: segment.ipv6?.machines ?? '',
    ipv6NameServers: segment.ipv6?.nameServers.join(', ') ?? '',
    ipv6Advertise: segment.ipv6?.advertise ?? 'off',
    ipv6Reservations: segment.ipv6?.reservations ?? [],
    dhcp: segment.dhcp,
  }
}

/** The others, and how BMCs are known, stay as they are. */
function classesOf(draft: SegmentDraft): ClientClass[] {
  const known = draft.dhcp.classes.find(each => each.name === bmc) ?? { vendorClasses: [], macs: [] }
  const others = draft.dhcp.classes.filter(each => each.name !== bmc)
  const range = draft.bmcsByDhcp.trim()
  return range === '' ? others : [...others, { ...known, name: bmc, range }]
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}

export function segmentOf(draft: SegmentDraft): Segment {
  return {
    name: draft.name.trim(),
    site: draft.site,
    cidr: draft.cidr.trim(),
    gateway: orNull(draft.gateway),
    vlan: draft.vlan.trim() === '' ? null : Number(draft.vlan),
    machines: orNull(draft.machines),
    bmcs: orNull(draft.bmcs),
    bmcNetwork: orNull(draft.bmcNetwork),
    bmcGateway: orNull(draft.bmcGateway),
    nameServers: words(draft.nameServers),
    registration: draft.registration,
    dhcp: {
      ...draft.dhcp,
      mode: draft.mode,
      exclusions: words(draft.exclusions),
      checksConflicts: draft.checksConflicts,
      classes: classesOf(draft),
    },
    ipv6:
      draft.ipv6Prefix.trim() === ''
        ? null
        : {
            prefix: draft.ipv6Prefix.trim(),
            machines: orNull(draft.ipv6Machines),
            nameServers: words(draft.ipv6NameServers),
            advertise: draft.ipv6Advertise,
            reservations: draft.ipv6Reservations,
          },
  }
}

function isCidr(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.trim().split('/')
  return rest.length === 0 && patterns.ipv4.test(address) && /^([1-9]|[12]\d|3[0-2])$/.test(prefix)
}

function isRange(text: string): boolean {
  const ends = text.split('-').map(end => end.trim())
  return ends.length === 2 && ends.every(end => patterns.ipv4.test(end))
}

function isIpv6(text: string): boolean {
  return text.includes(':') && /^[0-9a-fA-F:]{2,39}$/.test(text)
}

function isIpv6Prefix(text: string): boolean {
  const [address = '', length = '', ...rest] = text.trim().split('/')
  return (
    rest.length === 0 &&
    isIpv6(address) &&
    /^\d{1,3}$/.test(length) &&
    Number(length) >= 1 &&
    Number(length) <= 128
  )
}

function isIpv6Range(text: string): boolean {
  const ends = text.split('-').map(end => end.trim())
  return ends.length === 2 && ends.every(isIpv6)
}

function checkIpv6(draft: SegmentDraft): FieldErrors {
  const errors: FieldErrors = {}
  const prefix = draft.ipv6Prefix.trim()
  if (prefix !== '' && !isIpv6Prefix(prefix)) errors.ipv6Prefix = 'An IPv6 network reads like fd00:77::/64.'
  if (prefix === '' && (draft.ipv6Machines.trim() !== '' || draft.ipv6Advertise !== 'off')) {
    errors.ipv6Prefix = 'Name the IPv6 network, or leave its other fields empty.'
  }
  if (draft.ipv6Machines.trim() !== '' && !isIpv6Range(draft.ipv6Machines)) {
    errors.ipv6Machines = 'A range reads like fd00:77::100-fd00:77::1ff.'
  }
  const strange = words(draft.ipv6NameServers).find(server => !isIpv6(server))
  if (strange !== undefined) errors.ipv6NameServers = `“${strange}” is no IPv6 address.`
  return errors
}

export function checkSegment(draft: SegmentDraft): FieldErrors {
  const errors = checkIpv6(draft)
  const vlan = Number(draft.vlan)
  if (draft.name.trim() === '') errors.name = 'Give the segment a name.'
  if (!isCidr(draft.cidr)) errors.cidr = 'A network reads like 10.77.0.0/24.'
  if (draft.bmcNetwork.trim() !== '' && !isCidr(draft.bmcNetwork))
    errors.bmcNetwork = 'A network reads like 10.77.1.0/24.'
  if (draft.vlan.trim() !== '' && !(Number.isInteger(vlan) && vlan >= 1 && vlan <= 4094)) {
    errors.vlan = 'A VLAN is a number from 1 to 4094.'
  }
  for (const field of ['machines', 'bmcs', 'bmcsByDhcp'] as const) {
    if (draft[field].trim() !== '' && !isRange(draft[field])) {
      errors[field] = 'A range reads like 10.77.0.100-10.77.0.199.'
    }
  }
  for (const field of ['gateway', 'bmcGateway'] as const) {
    if (draft[field].trim() !== '' && !patterns.ipv4.test(draft[field].trim())) {
      errors[field] = 'An IPv4 address reads like 10.77.0.1.'
    }
  }
  const unfit = words(draft.exclusions).find(range => !isRange(range))
  if (unfit !== undefined) errors.exclusions = `“${unfit}” is no range: 10.77.0.110-10.77.0.119.`
  const strange = words(draft.nameServers).find(server => !patterns.ipv4.test(server))
  if (strange !== undefined) errors.nameServers = `“${strange}” is no IPv4 address.`
  return errors
}
