import type { ClientClass, DhcpMode, Registration, Segment, SegmentDhcp } from '~/api/types'
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
  /** What the form does not show, kept as it is. */
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

export function checkSegment(draft: SegmentDraft): FieldErrors {
  const errors: FieldErrors = {}
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
