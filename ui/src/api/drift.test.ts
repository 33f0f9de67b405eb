import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

/*
 * Holds types.ts against the API's own document. The types stay written by hand, because the document does not tell which
 * fields may be null; names and words are what drifts, and both are compared here.
 */

interface Schema {
  enum?: string[]
  properties?: Record<string, Schema>
}

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const document = JSON.parse(read('../../../api/openapi.json')) as {
  components: { schemas: Record<string, Schema> }
}
const source = ts.createSourceFile('types.ts', read('./types.ts'), ts.ScriptTarget.Latest, true)

/** Names that the document gives to the shapes of types.ts. */
const schemas: Record<string, string[]> = {
  Page: [
    'ListingMachineAnswer',
    'ListingRunAnswer',
    'ListingImageAnswer',
    'ListingSegment',
    'ListingTokenAnswer',
    'ListingSubscriptionAnswer',
    'ListingDeliveryAnswer',
    'ListingAlert',
    'ListingBootConfiguration',
    'ListingProfileAnswer',
  ],
  ActiveRun: ['ActiveRun'],
  Machine: ['MachineAnswer', 'Whole'],
  MachineWithHardware: ['Whole'],
  NewMachine: ['NewMachine'],
  MachineChange: ['MachineChange'],
  RunPlan: ['RunPlan'],
  PlannedStep: ['PlannedStep'],
  QueuedRun: ['QueuedRunAnswer'],
  BootConfiguration: ['BootConfiguration', 'BootConfigurationEntry'],
  BootPreview: ['BootPreview'],
  Runbook: ['RunbookAnswer'],
  NewRunbook: ['NewRunbook'],
  HardwareReport: ['HardwareReport'],
  HardwareTree: ['HardwareAnswer'],
  HardwarePart: ['HardwarePart'],
  Fact: ['Fact'],
  HardwareChange: ['HardwareChange'],
  Processor: ['Processor'],
  MemoryModule: ['MemoryModule'],
  Disk: ['Disk'],
  Nic: ['Nic'],
  Controller: ['Controller'],
  BmcFacts: ['BmcFacts'],
  Step: ['StepView'],
  Waiting: ['Waiting'],
  Progress: ['Progress'],
  Run: ['RunAnswer'],
  LogLine: ['NumberedLine'],
  SteeringWord: ['SteeringWord'],
  Image: ['ImageAnswer'],
  Segment: ['Segment', 'SegmentEntry'],
  SegmentDhcp: ['SegmentDhcp'],
  SegmentIpv6: ['SegmentIpv6'],
  Ipv6Reservation: ['Ipv6Reservation'],
  ClientClass: ['ClientClass'],
  InstallerWish: ['InstallerWish'],
  DhcpOption: ['DhcpOptionSetting'],
  Site: ['SiteAnswer'],
  Token: ['TokenAnswer'],
  NewToken: ['Made'],
  Subscription: ['SubscriptionAnswer'],
  EnteredSubscription: ['Entered'],
  NewSubscription: ['NewSubscription'],
  Delivery: ['DeliveryAnswer'],
  AuditEntry: ['AuditAnswer'],
  FirmwareSetup: ['FirmwareSetup'],
  BiosSetup: ['BiosSetup'],
  StorageController: ['StorageController'],
  Bay: ['Bay'],
  Volume: ['Volume'],
  Profile: ['ProfileAnswer'],
  Sensor: ['Sensor'],
  MachineHealth: ['MachineHealthAnswer'],
  EventPush: ['EventPush'],
  Alert: ['Alert'],
  VirtualMedium: ['VirtualMedium'],
  SensorThresholds: ['SensorThresholds'],
  BmcEvent: ['BmcEvent'],
  BmcEventLog: ['BmcEventLog'],
  ConsoleEntrance: ['Entrance'],
  ConsoleRecording: ['Entry'],
  FruInfo: ['FruInfo'],
  FruBoard: ['Board'],
  FruProduct: ['Product'],
}

/** A run's spec is an object of any shape in the document: what stands in it, the run's kind decides. */
const untold = ['ProvisionSpec', 'StorageWish']

const interfaces = source.statements.filter(ts.isInterfaceDeclaration)

/** The words of a union type, by its name. */
const unions = new Map(
  source.statements.filter(ts.isTypeAliasDeclaration).map(alias => [
    alias.name.text,
    alias.type
      .getText()
      .split('|')
      .map(word => word.trim().replaceAll("'", ''))
      .filter(word => word !== ''),
  ]),
)

/** What is at odds: fields that the document does not have, and unions with other words than it has. */
function faults(shape: ts.InterfaceDeclaration, name: string): string[] {
  const properties = document.components.schemas[name]?.properties
  if (properties === undefined) return [`the document has no ${name}`]
  return shape.members.filter(ts.isPropertySignature).flatMap(member => {
    const field = member.name.getText()
    const property = properties[field]
    if (property === undefined) return [`${name} has no ${field}`]
    const words = unions.get(member.type?.getText().replace(' | null', '') ?? '')
    const told = property.enum ?? []
    if (words === undefined || [...words].sort().join() === [...told].sort().join()) return []
    return [`${name}.${field} is one of ${told}, and not of ${words}`]
  })
}

test('every shape is held against the document', () => {
  const names = interfaces.map(({ name }) => name.text).sort()
  expect([...Object.keys(schemas), ...untold].sort()).toEqual(names)
})

for (const shape of interfaces.filter(({ name }) => !untold.includes(name.text))) {
  test(`the API's document has all of ${shape.name.text}`, () => {
    expect(schemas[shape.name.text]?.flatMap(name => faults(shape, name))).toEqual([])
  })
}
