/** The shapes of the REST API that the pages read and write. Times are ISO 8601 in UTC, sizes are bytes. */

export type MachineState =
  | 'discovered'
  | 'registering'
  | 'available'
  | 'provisioning'
  | 'deployed'
  | 'maintenance'
  | 'cleaning'
  | 'adopted'
  | 'failed'
  | 'retired'
export type RunKind =
  | 'register'
  | 'provision'
  | 'power'
  | 'inspect'
  | 'reinstall'
  | 'release'
  | 'clean'
  | 'rescue'
  | 'adopt'
  | 'capture'
  | 'convert'
  | 'runbook'
  | 'rotate'
/** Kinds of run that are started from the menu of a machine, with a short form. */
export type OperationKind = Exclude<RunKind, 'provision' | 'power'>
export type RunState = 'running' | 'waiting' | 'paused' | 'cancelling' | 'done' | 'cancelled' | 'failed'
/** What has become of a run that was asked for while its machine was busy. */
export type QueueState = 'queued' | 'starting' | 'started' | 'refused' | 'cancelled'
/** What its installed system was made for. */
export type MachineRole = 'plain' | 'kvm-host'
export type StepState = 'pending' | 'running' | 'waiting' | 'done' | 'skipped' | 'failed' | 'undone'
export type ImageState = 'importing' | 'ready' | 'failed'
export type Role = 'admin' | 'operator' | 'viewer'
export type BmcProtocol = 'ipmi' | 'redfish'
export type FactSource = 'in-band' | 'out-of-band' | 'both' | 'contradicted'
export type RaidLevel = 'none' | 'software-raid1'
export type VolumeLevel = 'raid0' | 'raid1' | 'raid5' | 'raid6' | 'raid10'
export type BootMode = 'BIOS' | 'UEFI'
export type PowerCommand = 'on' | 'off' | 'soft-off' | 'cycle' | 'reset'
export type NoticeEvent = 'waiting' | 'done' | 'cancelled' | 'failed' | 'alert' | 'alert-cleared' | 'test'
export type DeliveryState = 'pending' | 'delivered' | 'failed'
export type MailSecurity = 'none' | 'starttls' | 'tls'
export type Registration = 'automatic' | 'manual' | 'off'

export interface Page<T> {
  items: T[]
  page: number
  size: number
  total: number
}

export interface ActiveRun {
  id: string
  kind: RunKind
  state: RunState
  step: string | null
}

/** How BootOS comes to a machine. */
export type BootMethod = 'network' | 'virtual-media'

export interface Machine {
  id: string
  name: string
  site: string
  state: MachineState
  stateReason: string | null
  serial: string | null
  uuid: string | null
  manufacturer: string | null
  product: string | null
  macs: string[]
  address: string | null
  hostname: string | null
  image: string | null
  os: string | null
  role: MachineRole
  bootMode: BootMode | null
  bootMethod: BootMethod
  tags: string[]
  bmc: { protocol: BmcProtocol; address: string; port: number; user: string } | null
  summary: { cores: number; memoryBytes: number; disks: number; diskBytes: number } | null
  /** As its BMC last told; null where it was never asked. */
  health: Health | null
  activeRun: ActiveRun | null
  createdAt: string
  updatedAt: string
}

export interface MachineWithHardware extends Machine {
  hardware: HardwareReport | null
}

export interface NewMachine {
  mac: string
  name?: string
  site?: string
  bmc?: { protocol?: BmcProtocol; address: string; port?: number; user: string; password: string }
}

/** What of a machine people may change; what is left out stays. */
export interface MachineChange {
  name?: string
  tags?: string[]
  bmc?: { protocol: BmcProtocol; address: string; port?: number; user: string; password?: string }
  bootMethod?: BootMethod
  bootAddress?: string
}

export interface HardwareReport {
  version: number
  collectedAt: string
  system: {
    manufacturer: string | null
    product: string | null
    serial: string | null
    uuid: string | null
    sku: string | null
    family: string | null
  }
  bios: { vendor: string | null; version: string | null; date: string | null } | null
  bootMode: BootMode
  secureBoot: boolean | null
  architecture: string
  processors: Processor[]
  memory: { bytes: number; modules: MemoryModule[] }
  disks: Disk[]
  nics: Nic[]
  controllers: Controller[]
  bmc: BmcFacts | null
}

/** A machine's hardware from both sides: what it told itself, and what its BMC tells. */
export interface HardwareTree {
  inBandAt: string | null
  outOfBandAt: string | null
  parts: HardwarePart[]
  /** What the two sides do not agree on. */
  differences: string[]
  /** What inspections found to be other than before, the latest first. */
  changes: HardwareChange[]
}

export interface HardwarePart {
  kind: string
  name: string
  facts: Fact[]
}

export interface Fact {
  name: string
  value: string
  source: FactSource
  outOfBand?: string
}

export interface HardwareChange {
  seenAt: string
  source: FactSource
  line: string
}

export interface Processor {
  model: string | null
  vendor: string | null
  socket: string | null
  cores: number
  threads: number
}

export interface MemoryModule {
  slot: string | null
  bytes: number
  type: string | null
  speedMtps: number | null
  manufacturer: string | null
  serial: string | null
  partNumber: string | null
}

export interface Disk {
  name: string
  bytes: number
  logicalSectorBytes: number
  model: string | null
  serial: string | null
  wwn: string | null
  bus: string | null
  rotational: boolean
  removable: boolean
}

export interface Nic {
  name: string
  mac: string
  driver: string | null
  linkUp: boolean | null
  speedMbps: number | null
  addresses: string[]
  pciAddress: string | null
  boot: boolean
}

export interface Controller {
  pciAddress: string
  vendorId: string
  deviceId: string
  class: string
  driver: string | null
  description: string | null
}

export interface BmcFacts {
  manufacturerId: string | null
  productId: string | null
  firmware: string | null
  ipmiVersion: string | null
  lan: {
    channel: number
    address: string | null
    netmask: string | null
    gateway: string | null
    mac: string | null
    source: string | null
  } | null
}

export interface Step {
  name: string
  title: string
  state: StepState
  attempts: number
  startedAt: string | null
  endedAt: string | null
  evidence: string | null
  trouble: string | null
  skippable: boolean
  destroysData: boolean
}

export interface Waiting {
  step: string
  doing: string
  trouble: string
  lastSign: string | null
  advice: string
  nextTryAt: string | null
  skippable: boolean
}

export interface Progress {
  step: string
  percent: number
  text: string
}

export interface Run {
  id: string
  workflowId: string
  kind: RunKind
  machine: string | null
  machineName: string | null
  site: string | null
  state: RunState
  steps: Step[]
  waiting: Waiting | null
  outcome: string | null
  planHash: string | null
  progress: Progress | null
  startedAt: string
  endedAt: string | null
  /** Who asked that it begins nothing more; its state is `paused` once nothing is under way either. */
  pause: { who: string; at: string; reason: string | null } | null
  links: { temporal: string | null; machine: string | null }
}

export interface LogLine {
  number: number
  at: string
  step: string | null
  who: string | null
  text: string
}

export type DiskWish =
  | { raid: RaidLevel; serials: string[] }
  | { volume: { level: VolumeLevel; drives: string[]; replace?: boolean } }

export type BondMode =
  | 'balance-rr'
  | 'active-backup'
  | 'balance-xor'
  | 'broadcast'
  | '802.3ad'
  | 'balance-tlb'
  | 'balance-alb'

export interface ProvisionSpec {
  image: string
  hostname: string
  disks?: DiskWish
  network?: {
    mac?: string
    address?: string
    prefixLength?: number
    gateway?: string
    nameServers?: string[]
    bond?: { mode: BondMode; ports: string[] }
    vlan?: number
  }
  users?: { name: string; sshKeys: string[]; password?: string; sudo: boolean }[]
  files?: { path: string; content: string; mode?: string; owner?: string }[]
  postInstall?: string
  cloudInit?: string
  bootMode?: BootMode
  bootMethod?: BootMethod
  secureBoot?: boolean
  /** A hardware profile that holds where the spec does not say otherwise. */
  profile?: string
  /** BIOS settings by the names that the firmware gives them. */
  bios?: Record<string, string>
  installer?: InstallerWish
  storage?: StorageWish
}

export type FileSystemType = 'ext4' | 'xfs' | 'swap'

/** File systems and mounts beside those of the image; sizes read like 20GiB. */
export interface StorageWish {
  rootSize?: string
  fileSystems?: {
    disk?: string
    size?: string
    type: FileSystemType
    label?: string
    mount?: string
    options?: string
  }[]
  mounts?: { what: string; where: string; type: string; options?: string; pass?: number }[]
}

/** How a distribution's own installer shall install from its disc. */
export interface InstallerWish {
  mirror?: string
  proxy?: string
  answers?: string
  arguments?: string
}

export type NewRun =
  | { kind: 'provision'; machine: string; spec: ProvisionSpec }
  | { kind: 'power'; machine: string; spec: { command: PowerCommand } }
  | { kind: OperationKind; machine: string; spec: Record<string, unknown> }

/** What an installer, a first boot or firmware fetches of a machine. */
export type DocumentKind =
  | 'ipxe'
  | 'httpboot'
  | 'ignition'
  | 'meta-data'
  | 'user-data'
  | 'vendor-data'
  | 'network-config'
  | 'kickstart'
  | 'preseed'
  | 'autoinstall'
  | 'autoyast'

/** Documents for machines of a site; with neither machines nor segments, for all of them. */
export interface BootConfiguration {
  name: string
  site: string
  machines: string[]
  segments: string[]
  documents: Partial<Record<DocumentKind, string>>
}

export interface BootPreview {
  configuration: string
  machine: string
  applies: boolean
  documents: Partial<Record<DocumentKind, string>>
}

/** A step of a runbook. What stands in it beside these, its `do` decides. */
export type RunbookStep = { do: string; name: string } & Record<string, unknown>

export interface NewRunbook {
  name: string
  description: string | null
  steps: unknown
}

export interface Runbook {
  name: string
  description: string | null
  steps: RunbookStep[]
  createdAt: string
  updatedAt: string
}

/** A run that waits for its machine. */
export interface QueuedRun {
  id: string
  kind: RunKind
  machine: string
  machineName: string
  state: QueueState
  summary: string
  requestedBy: string
  run: string | null
  /** Why it was refused when its turn came. */
  trouble: string | null
  askedAt: string
}

export interface PlannedStep {
  name: string
  title: string
  skippable: boolean
  destroysData: boolean
}

/** What a run would do, told before it does anything. */
export interface RunPlan {
  kind: RunKind
  machine: string | null
  subject: string
  effects: string[]
  steps: PlannedStep[]
  details: unknown
  hash: string
}

export interface SteeringWord {
  /** The step that is meant, so that a word which comes too late does not hit another one. */
  step?: string
  reason?: string
  change?: Record<string, unknown>
}

export interface Image {
  name: string
  digest: string | null
  sizeBytes: number | null
  dataBytes: number | null
  storedBytes: number | null
  chunks: number | null
  format: string | null
  source: string | null
  state: ImageState
  error: string | null
  createdAt: string
}

export interface Segment {
  name: string
  site: string
  cidr: string
  gateway: string | null
  vlan: number | null
  machines: string | null
  bmcs: string | null
  bmcNetwork: string | null
  bmcGateway: string | null
  nameServers: string[]
  registration: Registration
  dhcp: SegmentDhcp
  ipv6: SegmentIpv6 | null
}

/** The IPv6 side of a segment. */
export interface SegmentIpv6 {
  prefix: string
  machines: string | null
  nameServers: string[]
  advertise: RouterAdvertising
  reservations: Ipv6Reservation[]
}

/** An address of IPv6 that is set down for one card. */
export interface Ipv6Reservation {
  mac: string
  address: string
}

export type RouterAdvertising = 'off' | 'prefix' | 'router'

export type DhcpMode = 'serve' | 'reservations-only' | 'proxy' | 'off'

export interface SegmentDhcp {
  mode: DhcpMode
  exclusions: string[]
  checksConflicts: boolean
  leaseSeconds: number | null
  sharedNetwork: string | null
  bootFiles: Record<string, string>
  options: DhcpOption[]
  classes: ClientClass[]
}

/** Clients with addresses of their own, such as BMCs. */
export interface ClientClass {
  name: string
  range: string
  vendorClasses: string[]
  macs: string[]
}

export interface DhcpOption {
  code: number
  type: DhcpOptionType
  value: string
}

export type DhcpOptionType = 'text' | 'addresses' | 'uint8' | 'uint16' | 'uint32' | 'hex'

export interface Site {
  name: string
  description: string | null
}

export interface Token {
  id: string
  name: string
  role: Role
  createdAt: string
}

/** A token just made: the only answer that holds its plain text. */
export interface NewToken extends Token {
  token: string
}

export interface Subscription {
  name: string
  description: string | null
  webhook: { url: string } | null
  email: {
    to: string[]
    from: string
    host: string
    port: number
    security: MailSecurity
    user: string | null
  } | null
  events: NoticeEvent[]
  kinds: RunKind[]
  machines: string[]
  sites: string[]
  enabled: boolean
}

/** A subscription just entered: the only answer that holds the key of its signatures. */
export interface EnteredSubscription extends Subscription {
  secret: string | null
}

export interface NewSubscription {
  name: string
  webhook?: { url: string; secret?: string }
  email?: {
    to: string[]
    from: string
    host: string
    port?: number
    security: MailSecurity
    user?: string
    password?: string
  }
  events: NoticeEvent[]
  machines: string[]
}

export interface Delivery {
  id: string
  event: NoticeEvent
  run: string | null
  state: DeliveryState
  attempts: number
  answer: string | null
  trouble: string | null
  createdAt: string
}

export interface AuditEntry {
  at: string
  who: string | null
  action: string
  target: string | null
  detail: string | null
}

export type Health = 'unknown' | 'ok' | 'warning' | 'critical'

/** What a BMC does not tell is left out. */
export interface Sensor {
  id: string
  name: string
  entity: string
  type: string
  value?: number
  unit: string
  states: string[]
  health: Health
  thresholds?: SensorThresholds
  missing?: string
}

/** How a machine fares, as its BMC told when it was last asked. What is not known is left out. */
export interface MachineHealth {
  health: Health
  reasons: string[]
  power?: string
  askedAt?: string
  answeredAt?: string
  silentSince?: string
  trouble?: string
  sensors: Sensor[]
  /** Left out where the BMC was not asked to push its events. */
  eventPush?: EventPush
}

/** Whether a BMC pushes its events: to whom, or why not. */
export interface EventPush {
  works: boolean
  to: string
  since: string
  trouble?: string
}

/** Something of a machine that somebody is told of. */
export interface Alert {
  id: number
  machine: string
  machineName: string
  site: string
  rule: string
  subject: string
  severity: Health
  words: string
  muted: boolean
  raisedAt: string
  clearedAt?: string
  clearedBy?: string
}

export interface SensorThresholds {
  lowerCritical?: number
  lowerWarning?: number
  upperWarning?: number
  upperCritical?: number
}

export interface BmcEvent {
  id: string
  time?: string
  sensor?: string
  type: string
  words: string
  asserted: boolean
  severity: Health
  detail?: string
}

export interface BmcEventLog {
  overflow: boolean
  events: BmcEvent[]
}

export interface ConsoleEntrance {
  path: string
  seconds: number
}

export interface ConsoleRecording {
  name: string
  began: string
  endedAt: string
  sizeBytes: number
}

export interface FruInfo {
  id: string
  name: string
  board?: FruBoard
  product?: FruProduct
  problems: string[]
}

/** What is null the BMC does not tell, and of what is next: nothing changes. */
export interface FirmwareSetup {
  bootMode: 'UEFI' | 'BIOS' | null
  nextBootMode: 'UEFI' | 'BIOS' | null
  secureBoot: boolean | null
  nextSecureBoot: boolean | null
  keys: string | null
}

/** Wanted hardware: its settings hold for a run whose spec names it. */
export interface Profile {
  name: string
  description: string | null
  spec: {
    raid: RaidLevel | null
    bootMode: BootMode | null
    secureBoot: boolean | null
    bios: Record<string, string>
  }
  createdAt: string
  updatedAt: string
}

/** By the names that the firmware gives them; passwords are left out. */
export interface StorageController {
  name: string
  levels: VolumeLevel[]
  drives: Bay[]
  volumes: Volume[]
}

export interface Bay {
  link: string
  place: string
  serial: string | null
  wwn: string | null
  /** 0: not told. */
  bytes: number
  health: string | null
}

export interface Volume {
  name: string
  bytes: number
  level: string | null
  wwn: string | null
  link?: string
  drives?: string[]
}

export interface BiosSetup {
  attributes: Record<string, string>
  next: Record<string, string>
  appliedAt: string | null
  messages: string[]
}

export interface VirtualMedium {
  drive: string
  kinds: ('cd' | 'dvd' | 'floppy' | 'usb-stick')[]
  inserted: boolean
  image?: string
  writeProtected: boolean
}

export interface FruBoard {
  manufacturer: string
  product: string
  serial: string
  partNumber: string
}

export interface FruProduct {
  manufacturer: string
  name: string
  serial: string
  partNumber: string
}
