import type {
  Alert,
  AuditEntry,
  Delivery,
  HardwareReport,
  Image,
  Machine,
  MachineHealth,
  Run,
  Segment,
  Sensor,
  Step,
  Subscription,
  Token,
} from '../../src/api/types'

/** What the stand-in knows at the start of each test. */
export const TOKEN = 'mw_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG'

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()

export const hardware: HardwareReport = {
  version: 1,
  collectedAt: minutesAgo(42),
  system: {
    manufacturer: 'Supermicro',
    product: 'SYS-1019P-WTR',
    serial: 'S4120037',
    uuid: '3c8a2f40-9d1e-11ee-8c90-0242ac120002',
    sku: null,
    family: null,
  },
  bios: { vendor: 'American Megatrends', version: '3.8a', date: '2023-10-30' },
  bootMode: 'UEFI',
  secureBoot: false,
  architecture: 'x86_64',
  processors: [{ model: 'Xeon Silver 4210R', vendor: 'Intel', socket: 'CPU1', cores: 10, threads: 20 }],
  memory: {
    bytes: 68_719_476_736,
    modules: ['P1-DIMMA1', 'P1-DIMMB1'].map((slot, i) => ({
      slot,
      bytes: 34_359_738_368,
      type: 'DDR4',
      speedMtps: 2933,
      manufacturer: 'Samsung',
      serial: `40A1B2C${i}`,
      partNumber: 'M393A4K40DB3-CWE',
    })),
  },
  disks: [
    disk(
      'nvme0n1',
      960_197_124_096,
      'SAMSUNG MZQL2960',
      'S64FNE0T112233',
      'eui.36344630541122330025',
      'nvme',
    ),
    disk('sda', 480_103_981_056, 'INTEL SSDSC2KB48', 'BTYF1234480BGN', '0x55cd2e4150a1b2c3', 'sata'),
    disk('sdb', 480_103_981_056, 'INTEL SSDSC2KB48', 'BTYF5678480BGN', '0x55cd2e4150d4e5f6', 'sata'),
    { ...disk('sdc', 1_000_000_000, 'Virtual Floppy', null, null, 'usb'), removable: true },
  ],
  nics: [
    nic('eno1', '52:54:00:aa:00:01', true, 1000, ['10.77.0.21'], true),
    nic('eno2', '52:54:00:aa:00:02', false, null, [], false),
  ],
  controllers: [
    {
      pciAddress: '0000:00:17.0',
      vendorId: '8086',
      deviceId: 'a182',
      class: 'storage',
      driver: 'ahci',
      description: 'C620 SATA controller [AHCI]',
    },
  ],
  bmc: {
    manufacturerId: '10876',
    productId: '0x0930',
    firmware: '1.74',
    ipmiVersion: '2.0',
    lan: {
      channel: 1,
      address: '10.77.1.21',
      netmask: '255.255.255.0',
      gateway: '10.77.1.1',
      mac: '3c:ec:ef:00:11:22',
      source: 'static',
    },
  },
}

function disk(
  name: string,
  bytes: number,
  model: string,
  serial: string | null,
  wwn: string | null,
  bus: string,
) {
  return {
    name,
    bytes,
    logicalSectorBytes: 512,
    model,
    serial,
    wwn,
    bus,
    rotational: false,
    removable: false,
  }
}

function nic(
  name: string,
  mac: string,
  linkUp: boolean,
  speedMbps: number | null,
  addresses: string[],
  boot: boolean,
) {
  return { name, mac, driver: 'i40e', linkUp, speedMbps, addresses, pciAddress: '0000:60:00.0', boot }
}

function machine(id: string, name: string, number: number, fields: Partial<Machine>): Machine {
  return {
    id,
    name,
    site: 'ber1',
    state: 'available',
    stateReason: null,
    serial: `S41200${number}`,
    uuid: null,
    manufacturer: 'Supermicro',
    product: 'SYS-1019P-WTR',
    macs: [`52:54:00:aa:00:${number}`],
    address: `10.77.0.${number}`,
    hostname: null,
    image: null,
    os: null,
    role: 'plain',
    bootMode: 'UEFI',
    bootMethod: 'network',
    tags: [],
    bmc: { protocol: 'ipmi', address: `10.77.1.${number}`, port: 623, user: 'metalwright' },
    summary: { cores: 10, memoryBytes: 68_719_476_736, disks: 4, diskBytes: 1_921_405_086_208 },
    health: 'ok',
    activeRun: null,
    createdAt: minutesAgo(3000),
    updatedAt: minutesAgo(number),
    ...fields,
  }
}

export function seedMachines(): Machine[] {
  return [
    machine('m-4k2j9x7q', 'rack7-01', 21, {
      serial: 'S4120037',
      macs: ['52:54:00:aa:00:01', '52:54:00:aa:00:02'],
      uuid: '3c8a2f40-9d1e-11ee-8c90-0242ac120002',
      tags: ['rack7', 'web'],
    }),
    machine('m-8h3n5c1d', 'rack7-02', 22, {
      state: 'deployed',
      hostname: 'db-01.example.com',
      image: 'debian-13',
      os: 'Debian GNU/Linux 13 (trixie)',
    }),
    machine('m-2v6b0t9w', 'rack7-03', 23, {
      state: 'provisioning',
      activeRun: { id: 'run-waiting', kind: 'provision', state: 'waiting', step: 'boot' },
    }),
    machine('m-7q1z4m8k', 'rack7-04', 24, {
      state: 'failed',
      stateReason: 'Cancelled by alice at “Write the image”: the disk is half written.',
      bmc: null,
    }),
    machine('m-5f9r2y6p', 'rack7-05', 25, {
      state: 'registering',
      manufacturer: null,
      product: null,
      serial: null,
      bmc: null,
      summary: null,
      activeRun: { id: 'run-register', kind: 'register', state: 'running', step: 'inspect' },
    }),
  ]
}

export function seedImages(): Image[] {
  const image = (name: string, fields: Partial<Image>): Image => ({
    name,
    digest: 'sha256:9f2c61d0b7a84e3f5c1d2e3f4a5b6c7d8e9f00112233445566778899aabbccdd',
    sizeBytes: 3_221_225_472,
    dataBytes: 1_312_817_152,
    storedBytes: 421_527_552,
    chunks: 157,
    format: 'qcow2',
    source: `https://images.example.com/${name}.qcow2`,
    state: 'ready',
    error: null,
    createdAt: minutesAgo(900),
    ...fields,
  })
  const unknown = {
    digest: null,
    sizeBytes: null,
    dataBytes: null,
    storedBytes: null,
    chunks: null,
    format: null,
  }
  return [
    image('debian-13', {}),
    image('tiny', {
      sizeBytes: 67_108_864,
      dataBytes: 14_000_000,
      storedBytes: 9_100_000,
      chunks: 3,
      format: 'raw',
    }),
    image('ubuntu-24.04', {
      ...unknown,
      state: 'failed',
      error:
        'The file sums to 51ab… and not to 7c02…: it was cut short or is another. Check the URL and the sum.',
    }),
  ]
}

const plan: [name: string, title: string, more?: Partial<Step>][] = [
  ['plan', 'Make the plan'],
  ['boot', 'Boot BootOS from the network'],
  ['check', 'Check the hardware against the plan', { skippable: true }],
  ['raid', 'Prepare the disks', { destroysData: true }],
  ['image', 'Write the image', { destroysData: true }],
  ['configure', 'Configure the system'],
  ['script', 'Run the post-install script', { skippable: true }],
  ['reboot', 'Restart into the system'],
  ['proof', 'Prove that it is up'],
]

/** The steps of a provisioning, all before `at` done and that one in `state`. */
export function steps(at: string, state: Step['state'], more: Partial<Step> = {}): Step[] {
  const index = plan.findIndex(([name]) => name === at)
  return plan.map(([name, title, fields], i) => ({
    name,
    title,
    state: i < index ? 'done' : i === index ? state : 'pending',
    attempts: i > index ? 0 : 1,
    startedAt: i > index ? null : minutesAgo(8 - i),
    endedAt: i < index ? minutesAgo(7.2 - i) : null,
    evidence: i < index ? `Seen: ${title.toLowerCase()} had its effect` : null,
    trouble: null,
    skippable: false,
    destroysData: false,
    ...fields,
    ...(i === index ? more : {}),
  }))
}

export function seedRuns(): Run[] {
  const run = (id: string, fields: Partial<Run>): Run => ({
    id,
    workflowId: `machine/${fields.machine}`,
    kind: 'provision',
    machine: 'm-2v6b0t9w',
    machineName: 'rack7-03',
    site: 'ber1',
    state: 'running',
    steps: [],
    waiting: null,
    outcome: null,
    planHash: 'b1946ac92492d2347c6235b4d2611184b1946ac92492d2347c6235b4d2611184',
    progress: null,
    startedAt: minutesAgo(9),
    endedAt: null,
    pause: null,
    links: {
      temporal: `http://127.0.0.1:8233/namespaces/default/workflows/${id}`,
      machine: '/api/v1/machines/x',
    },
    ...fields,
  })
  return [
    run('run-waiting', {
      state: 'waiting',
      steps: steps('boot', 'waiting', {
        attempts: 3,
        trouble: 'No agent announced itself within 10 min. Last sign: DHCP at 12:04:31.',
      }),
      waiting: {
        step: 'boot',
        doing: 'Waited for BootOS on rack7-03 after a power cycle through IPMI 10.77.1.23',
        trouble: 'No agent announced itself within 10 min.',
        lastSign: 'It got the address 10.77.0.23 by DHCP at 12:04:31, and fetched no boot file after that',
        advice: 'Check that TFTP (69/udp) from the segment reaches boot-services, then retry.',
        nextTryAt: new Date(Date.now() + 290_000).toISOString(),
        skippable: false,
      },
    }),
    run('run-register', {
      kind: 'register',
      machine: 'm-5f9r2y6p',
      machineName: 'rack7-05',
      planHash: null,
      steps: [
        {
          ...(steps('boot', 'running')[1] as Step),
          name: 'inspect',
          title: 'Read the hardware',
          state: 'running',
        },
      ],
    }),
    run('run-done', {
      machine: 'm-8h3n5c1d',
      machineName: 'rack7-02',
      state: 'done',
      steps: steps('proof', 'done', { endedAt: minutesAgo(100) }),
      outcome:
        'db-01.example.com is up at 10.77.0.22: it reported, and SSH answered with the planned host key.',
      startedAt: minutesAgo(110),
      endedAt: minutesAgo(100),
    }),
  ]
}

export function seedSegments(): Segment[] {
  return [
    {
      name: 'rack7',
      site: 'ber1',
      cidr: '10.77.0.0/24',
      gateway: '10.77.0.1',
      vlan: 770,
      machines: '10.77.0.100-10.77.0.199',
      bmcs: '10.77.1.100-10.77.1.199',
      bmcNetwork: '10.77.1.0/24',
      bmcGateway: null,
      nameServers: ['10.77.0.1'],
      registration: 'automatic',
      dhcp: {
        mode: 'serve',
        exclusions: [],
        checksConflicts: false,
        leaseSeconds: null,
        sharedNetwork: null,
        bootFiles: {},
        options: [],
        classes: [],
      },
      ipv6: null,
    },
  ]
}

export function seedTokens(): Token[] {
  return [
    { id: 't-1', name: 'first', role: 'admin', createdAt: minutesAgo(5000) },
    { id: 't-2', name: 'ci', role: 'operator', createdAt: minutesAgo(700) },
  ]
}

export function seedSubscriptions(): Subscription[] {
  return [
    {
      name: 'night-shift',
      description: null,
      webhook: null,
      email: {
        to: ['night@example.org'],
        from: 'mw@example.org',
        host: 'mail.example',
        port: 587,
        security: 'starttls',
        user: null,
      },
      events: ['waiting'],
      kinds: [],
      machines: [],
      sites: [],
      enabled: true,
    },
  ]
}

export function seedDeliveries(): Delivery[] {
  return [
    {
      id: 'd-1',
      event: 'waiting',
      run: 'run-waiting',
      state: 'pending',
      attempts: 3,
      answer: 'no letter',
      trouble: 'send a letter through mail.example:587: connection refused.',
      createdAt: minutesAgo(6),
    },
  ]
}

export function seedAudit(): AuditEntry[] {
  return [
    { at: minutesAgo(9), who: 'first', action: 'run.start', target: 'm-2v6b0t9w', detail: 'provision' },
    {
      at: minutesAgo(15),
      who: null,
      action: 'login.refused',
      target: null,
      detail: 'unknown token from 10.0.0.9',
    },
    { at: minutesAgo(900), who: 'ci', action: 'image.import', target: 'debian-13', detail: null },
  ]
}

export const seedSensors = (): Sensor[] => [
  {
    id: '0x30',
    name: 'Fan1',
    entity: '7.1',
    type: 'Fan',
    value: 3840,
    unit: 'RPM',
    states: [],
    health: 'ok',
    thresholds: { lowerCritical: 360, lowerWarning: 600 },
  },
  {
    id: '0xE1',
    name: 'PSU2 Status',
    entity: '10.2',
    type: 'Power Supply',
    unit: '',
    states: ['Presence detected', 'Power Supply AC lost'],
    health: 'critical',
  },
]

export function seedHealth(): MachineHealth {
  return {
    health: 'critical',
    reasons: ['PSU2 Status: Power Supply AC lost'],
    power: 'on',
    askedAt: minutesAgo(2),
    answeredAt: minutesAgo(2),
    sensors: seedSensors(),
  }
}

export function seedAlerts(): Alert[] {
  const about = { machine: 'm-4k2j9x7q', machineName: 'rack7-01', site: 'default', muted: false }
  return [
    {
      ...about,
      id: 7,
      rule: 'sensor-critical',
      subject: 'PSU2 Status',
      severity: 'critical',
      words: 'PSU2 Status: Power Supply AC lost',
      raisedAt: minutesAgo(12),
    },
    {
      ...about,
      id: 6,
      rule: 'sensor-warning',
      subject: 'Inlet Temp',
      severity: 'warning',
      words: 'Inlet Temp reads 43 °C: above the upper warning',
      raisedAt: minutesAgo(90),
      clearedAt: minutesAgo(80),
    },
  ]
}
