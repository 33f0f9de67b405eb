import type {
  Alert,
  BootConfiguration,
  Delivery,
  HardwareTree,
  Image,
  Machine,
  NewSubscription,
  QueuedRun,
  Run,
  Runbook,
  Segment,
  Subscription,
  Token,
} from '../../src/api/types'
import { Refusal } from './problem'
import { steps } from './seed'
import type { Asked, World } from './World'

export type Answer = { status: number; body?: unknown; headers?: Record<string, string> }
type Route = [method: string, path: RegExp, answer: (world: World, asked: Asked, id: string) => Answer]

/** Of every plan here. */
export const HASH = 'a'.repeat(64)

const ok = (body: unknown, status = 200): Answer => ({ status, body })

function page<T>(items: T[], { query }: Asked): Answer {
  const number = Number(query.page ?? 0)
  const size = Number(query.size ?? 50)
  const [field, order] = (query.sort ?? '').split(',')
  const sorted = [...items]
  if (field) {
    const key = (item: T) => String((item as Record<string, unknown>)[field] ?? '')
    sorted.sort((a, b) => key(a).localeCompare(key(b)) * (order === 'desc' ? -1 : 1))
  }
  return ok({
    items: sorted.slice(number * size, (number + 1) * size),
    page: number,
    size,
    total: items.length,
  })
}

function matching<T>(items: T[], asked: Asked, fields: (keyof T)[]): T[] {
  const { search = '' } = asked.query
  return items.filter(
    item =>
      JSON.stringify(item).toLowerCase().includes(search.toLowerCase()) &&
      fields.every(field => !asked.query[String(field)] || item[field] === asked.query[String(field)]),
  )
}

function alertsOf(world: World, { query }: Asked): Alert[] {
  return world.alerts.filter(
    alert =>
      (query.open === 'false' || alert.clearedAt === undefined) &&
      (query.machine === undefined || query.machine === alert.machine),
  )
}

function clearAlert(world: World, _asked: Asked, id: string): Answer {
  const alert = world.alerts.find(found => found.id === Number(id))
  if (alert === undefined) throw new Refusal(404, 'not-found', `There is no alert ${id}.`)
  alert.clearedAt = new Date().toISOString()
  alert.clearedBy = 'first administrator'
  return ok(alert)
}

function muteAlert(world: World, { body }: Asked, machine: string): Answer {
  const { rule, subject } = body as { rule: string; subject: string }
  for (const alert of world.alerts) {
    if (alert.machine === machine && alert.rule === rule && alert.subject === subject) alert.muted = true
  }
  return ok(body)
}

function machineOf(world: World, id: string): Machine {
  const found = world.machines.find(machine => machine.id === id)
  if (found === undefined) throw new Refusal(404, 'not-found', `There is no machine ${id}.`)
  return found
}

function runOf(world: World, id: string): Run {
  const found = world.runs.find(run => run.id === id)
  if (found === undefined) throw new Refusal(404, 'not-found', `There is no run ${id}.`)
  return found
}

/** One machine's BMC was asked; it tells of a disk that the machine does not see. */
function hardwareOf(id: string): HardwareTree {
  const asked = id === 'm-4k2j9x7q'
  return {
    inBandAt: '2026-05-04T10:00:00Z',
    outOfBandAt: asked ? '2026-05-04T12:00:00Z' : null,
    parts: asked
      ? [{ kind: 'disk', name: 'S9', facts: [{ name: 'serial', value: 'S9', source: 'out-of-band' }] }]
      : [],
    differences: asked ? ['Disk S9 is seen by the BMC alone.'] : [],
    changes: asked
      ? [{ seenAt: '2026-05-04T12:00:00Z', source: 'out-of-band', line: 'Disk S9 is new.' }]
      : [],
  }
}

function enqueue(world: World, machine: Machine, kind: Run['kind']): QueuedRun {
  const queued: QueuedRun = {
    id: `q-${world.queued.length + 1}`,
    kind,
    machine: machine.id,
    machineName: machine.name,
    state: 'queued',
    summary: `${kind} ${machine.name}`,
    requestedBy: 'ops',
    run: null,
    trouble: null,
    askedAt: new Date().toISOString(),
  }
  world.queued.push(queued)
  return queued
}

function unqueue(world: World, id: string): Answer {
  world.queued = world.queued.filter(queued => queued.id !== id)
  return { status: 204 }
}

function startRun(world: World, asked: Asked): Answer {
  const {
    kind,
    machine: id,
    spec,
  } = asked.body as { kind: Run['kind']; machine: string; spec: Record<string, unknown> }
  const machine = machineOf(world, id)
  if (machine.activeRun !== null && asked.query.queue === 'true') {
    return { status: 202, body: enqueue(world, machine, kind) }
  }
  if (machine.activeRun !== null) {
    throw new Refusal(409, 'machine-busy', `${machine.name} is busy.`, {
      detail: 'A provision run is active on this machine.',
      run: `/api/v1/runs/${machine.activeRun.id}`,
    })
  }
  if (kind === 'provision' && !world.images.some(image => image.name === spec.image)) {
    throw new Refusal(422, 'unknown-image', 'Unknown image', {
      field: 'spec.image',
      detail: `There is no image ${spec.image}.`,
    })
  }
  const network = spec.network as { address?: string } | undefined
  const owner = world.machines.find(
    other => other.address !== null && other.address === network?.address && other !== machine,
  )
  if (owner !== undefined) {
    throw new Refusal(422, 'address-taken', 'Address taken', {
      field: 'spec.network.address',
      detail: `${owner.address} belongs to ${owner.name}.`,
      help: 'Choose one that is free.',
    })
  }
  if (asked.query.dryRun === 'true') {
    return ok({
      kind,
      machine: machine.id,
      subject: machine.name,
      effects: ['All data on the disk with serial BTYF1234480BGN, 480 GB is erased.'],
      steps: steps('plan', 'pending'),
      details: null,
      hash: HASH,
    })
  }
  const run: Run = {
    ...(world.runs[0] as Run),
    id: `run-${world.runs.length + 1}`,
    kind,
    machine: machine.id,
    machineName: machine.name,
    state: 'running',
    steps: steps('plan', 'running'),
    waiting: null,
    startedAt: new Date().toISOString(),
  }
  world.runs.unshift(run)
  machine.activeRun = { id: run.id, kind, state: 'running', step: 'plan' }
  return { status: 202, body: run, headers: { Location: `/api/v1/runs/${run.id}` } }
}

function steer(world: World, asked: Asked, id: string): Answer {
  const run = runOf(world, id)
  const word = asked.path.split('/').at(-1)
  if (word === 'cancel') {
    if (run.endedAt !== null) throw new Refusal(409, 'over', 'The run is over.')
    return ok(world.turn(id, { state: 'cancelling', waiting: null }))
  }
  if (word === 'pause' || word === 'resume') {
    const { reason } = asked.body as { reason?: string }
    world.write(id, `${word}: ${reason}`, null, 'first')
    const pause = { who: 'first', at: new Date().toISOString(), reason: reason ?? null }
    return ok(world.turn(id, { pause: word === 'pause' ? pause : null }))
  }
  if (run.waiting === null) throw new Refusal(409, 'not-waiting', 'The run does not wait for anybody.')
  const at = run.waiting.step
  world.write(id, word === 'skip' ? `Skipped “${at}”` : `Tries “${at}” again`, at, 'first')
  return ok(world.turn(id, { state: 'running', waiting: null, steps: steps(at, 'running', { attempts: 4 }) }))
}

function addMachine(world: World, asked: Asked): Answer {
  const body = asked.body as { mac: string; name?: string }
  const owner = world.machines.find(machine => machine.macs.includes(body.mac))
  if (owner !== undefined) {
    throw new Refusal(409, 'duplicate-mac', 'MAC taken', {
      field: 'mac',
      detail: `${body.mac} belongs to ${owner.name}.`,
    })
  }
  const machine: Machine = {
    ...(world.machines.at(-1) as Machine),
    id: 'm-new00001',
    name: body.name ?? 'm-new00001',
    macs: [body.mac],
    state: 'discovered',
    activeRun: null,
  }
  world.machines.push(machine)
  return ok(machine, 201)
}

function importImage(world: World, name: string, source: string): Answer {
  const image: Image = {
    name,
    digest: null,
    sizeBytes: null,
    dataBytes: null,
    storedBytes: null,
    chunks: null,
    format: null,
    source,
    state: 'importing',
    error: null,
    createdAt: new Date().toISOString(),
  }
  world.images.push(image)
  return ok(image, 202)
}

function checkedDocuments({ body }: Asked): BootConfiguration {
  const row = body as BootConfiguration
  if (row.documents.kickstart?.includes('nonsense')) {
    throw new Refusal(400, 'invalid-value', 'A value is wrong', {
      field: 'documents.kickstart',
      detail: "The document 'kickstart' is not right: wanted is that it has commands of kickstart.",
    })
  }
  return row
}

function previewDocuments(world: World, _asked: Asked, names: string): Answer {
  const [name, id = ''] = names.split('/preview/')
  const machine = machineOf(world, id)
  const found = world.bootConfigurations.find(each => each.name === name)
  if (found === undefined) throw new Refusal(404, 'not-found', 'There is no such boot configuration')
  const documents = Object.entries(found.documents).map(([kind, text]) => [
    kind,
    text.replaceAll('{{hostname}}', machine.hostname ?? ''),
  ])
  return ok({
    configuration: name,
    machine: machine.name,
    applies: machine.site === found.site,
    documents: Object.fromEntries(documents),
  })
}

function remove<T>(items: T[], is: (item: T) => boolean): Answer {
  const at = items.findIndex(is)
  if (at < 0) throw new Refusal(404, 'not-found', 'There is no such thing.')
  items.splice(at, 1)
  return { status: 204 }
}

export const routes: Route[] = [
  ['GET', /^\/machines$/, (world, asked) => page(matching(world.machines, asked, ['state']), asked)],
  ['POST', /^\/machines$/, addMachine],
  [
    'GET',
    /^\/machines\/([^/]+)$/,
    (world, _, id) => ok({ ...machineOf(world, id), hardware: world.hardware.get(id) ?? null }),
  ],
  ['DELETE', /^\/machines\/([^/]+)$/, (world, _, id) => remove(world.machines, machine => machine.id === id)],
  [
    'GET',
    /^\/runs$/,
    (world, asked) => page(matching(world.runs, asked, ['machine', 'state', 'kind']), asked),
  ],
  ['POST', /^\/runs$/, startRun],
  ['GET', /^\/machines\/([^/]+)\/hardware$/, (_world, _, id) => ok(hardwareOf(id))],
  [
    'GET',
    /^\/machines\/([^/]+)\/queue$/,
    (world, _, id) => ok({ items: world.queued.filter(queued => queued.machine === id) }),
  ],
  [
    'POST',
    /^\/machines\/[^/]+\/console$/,
    world => ok({ path: `/console/watch?ticket=${world.console.issue()}`, seconds: 60 }, 201),
  ],
  [
    'GET',
    /^\/machines\/[^/]+\/console\/recordings$/,
    () =>
      ok({
        items: [
          {
            name: '20260504-120000-000.cast',
            began: '2026-05-04T12:00:00Z',
            endedAt: '2026-05-04T12:05:00Z',
            sizeBytes: 4711,
          },
        ],
      }),
  ],
  [
    'GET',
    /^\/machines\/[^/]+\/console\/recordings\/[^/]+\/text$/,
    world => ({ status: 200, body: world.console.recorded, headers: { 'Content-Type': 'text/plain' } }),
  ],
  [
    'GET',
    /^\/machines\/[^/]+\/console\/recordings\/[^/]+$/,
    () => ({
      status: 200,
      body: '{"version": 2, "width": 80, "height": 25}\n',
      headers: { 'Content-Type': 'application/x-asciicast' },
    }),
  ],
  ['GET', /^\/machines\/[^/]+\/health$/, world => ok(world.health)],
  ['GET', /^\/alerts$/, (world, asked) => page(alertsOf(world, asked), asked)],
  ['POST', /^\/alerts\/([^/]+)\/clear$/, clearAlert],
  ['PUT', /^\/machines\/([^/]+)\/alert-overrides$/, muteAlert],
  ['GET', /^\/machines\/[^/]+\/bmc\/sensors$/, world => ok({ items: world.sensors })],
  [
    'GET',
    /^\/machines\/[^/]+\/bmc\/firmware$/,
    () => ok({ bootMode: 'UEFI', nextBootMode: null, secureBoot: false, nextSecureBoot: true, keys: 'user' }),
  ],
  [
    'GET',
    /^\/machines\/[^/]+\/bmc\/bios$/,
    () =>
      ok({
        attributes: { ProcTurboMode: 'Enabled', Sriov: 'Disabled' },
        next: { Sriov: 'Enabled' },
        appliedAt: null,
        messages: [],
      }),
  ],
  [
    'GET',
    /^\/profiles$/,
    (_, asked) =>
      page(
        [
          {
            name: 'db',
            description: 'Databases',
            spec: { raid: null, bootMode: 'UEFI', secureBoot: null, bios: { Sriov: 'Enabled' } },
            createdAt: '2026-01-01T00:00:00Z',
            updatedAt: '2026-01-01T00:00:00Z',
          },
        ],
        asked,
      ),
  ],
  [
    'GET',
    /^\/machines\/[^/]+\/bmc\/media$/,
    () =>
      ok({
        items: [
          {
            drive: 'CD1',
            kinds: ['cd', 'dvd'],
            inserted: true,
            image: 'https://10.0.0.1/rescue.iso',
            writeProtected: true,
          },
        ],
      }),
  ],
  [
    'GET',
    /^\/machines\/[^/]+\/bmc\/events$/,
    () => {
      throw new Refusal(503, 'bmc-failed', 'The BMC did not answer as it should', {
        detail: 'IPMI 10.77.1.21: no answer.',
        help: 'See whether the BMC has power and network.',
      })
    },
  ],
  ['DELETE', /^\/machines\/[^/]+\/queue\/([^/]+)$/, (world, _, id) => unqueue(world, id)],
  ['GET', /^\/runs\/([^/]+)$/, (world, _, id) => ok(runOf(world, id))],
  [
    'GET',
    /^\/runs\/([^/]+)\/log$/,
    (world, asked, id) => ok({ items: world.log(id).slice(Number(asked.query.from ?? 0)) }),
  ],
  ['POST', /^\/runs\/([^/]+)\/(?:retry|skip|cancel|pause|resume)$/, steer],
  ['GET', /^\/images$/, (world, asked) => page(world.images, asked)],
  [
    'POST',
    /^\/images$/,
    (world, asked) => {
      const { name, url } = asked.body as { name: string; url: string }
      if (world.images.some(image => image.name === name)) {
        throw new Refusal(409, 'duplicate-name', 'Name taken', {
          field: 'name',
          detail: `There is an image ${name} already.`,
        })
      }
      return importImage(world, name, url)
    },
  ],
  ['PUT', /^\/images\/([^/]+)\/content$/, (world, _, name) => importImage(world, name, 'upload')],
  ['DELETE', /^\/images\/([^/]+)$/, (world, _, name) => remove(world.images, image => image.name === name)],
  ['GET', /^\/segments$/, (world, asked) => page(world.segments, asked)],
  [
    'POST',
    /^\/segments$/,
    (world, asked) => {
      world.segments.push(asked.body as Segment)
      return ok(asked.body, 201)
    },
  ],
  [
    'PUT',
    /^\/segments\/([^/]+)$/,
    (world, asked, name) => {
      world.segments = world.segments.map(segment =>
        segment.name === name ? (asked.body as Segment) : segment,
      )
      return ok(asked.body)
    },
  ],
  [
    'DELETE',
    /^\/segments\/([^/]+)$/,
    (world, _, name) => remove(world.segments, segment => segment.name === name),
  ],
  [
    'GET',
    /^\/sites$/,
    (_, asked) =>
      page(
        [
          { name: 'default', description: null },
          { name: 'ber1', description: 'Berlin' },
        ],
        asked,
      ),
  ],
  ['GET', /^\/boot-configurations$/, (world, asked) => page(world.bootConfigurations, asked)],
  [
    'POST',
    /^\/boot-configurations$/,
    (world, asked) => {
      const row = checkedDocuments(asked)
      world.bootConfigurations.push(row)
      return ok(row, 201)
    },
  ],
  [
    'PUT',
    /^\/boot-configurations\/([^/]+)$/,
    (world, asked, name) => {
      const row = checkedDocuments(asked)
      world.bootConfigurations = world.bootConfigurations.map(each => (each.name === name ? row : each))
      return ok(row)
    },
  ],
  [
    'DELETE',
    /^\/boot-configurations\/([^/]+)$/,
    (world, _, name) => remove(world.bootConfigurations, row => row.name === name),
  ],
  ['GET', /^\/boot-configurations\/([^/]+\/preview\/[^/]+)$/, previewDocuments],
  ['GET', /^\/runbooks$/, (world, asked) => page(world.runbooks, asked)],
  [
    'POST',
    /^\/runbooks$/,
    (world, asked) => {
      const now = new Date().toISOString()
      const row = { ...(asked.body as Runbook), createdAt: now, updatedAt: now }
      if (row.steps.some(step => step.do === 'dance')) {
        throw new Refusal(400, 'invalid-value', 'A value is wrong', {
          field: 'steps[0]',
          detail: 'Nobody can dance.',
        })
      }
      world.runbooks.push(row)
      return { status: 201, body: row }
    },
  ],
  ['DELETE', /^\/runbooks\/([^/]+)$/, (world, _, name) => remove(world.runbooks, row => row.name === name)],
  ['GET', /^\/subscriptions$/, (world, asked) => page(world.subscriptions, asked)],
  [
    'POST',
    /^\/subscriptions$/,
    (world, asked) => {
      const body = asked.body as NewSubscription
      if (body.webhook?.url.includes('refused'))
        throw new Refusal(400, 'invalid-value', 'That cannot be posted to.', { field: 'webhook.url' })
      const row = { ...world.subscriptions[0], ...body, email: null, enabled: true } as Subscription
      world.subscriptions.push(row)
      return ok({ ...row, secret: `whsec_${'k'.repeat(43)}=` }, 201)
    },
  ],
  [
    'DELETE',
    /^\/subscriptions\/([^/]+)$/,
    (world, _, name) => remove(world.subscriptions, row => row.name === name),
  ],
  [
    'POST',
    /^\/subscriptions\/([^/]+)\/test$/,
    world => {
      const row: Delivery = {
        id: 'd-2',
        event: 'test',
        run: null,
        state: 'delivered',
        attempts: 1,
        answer: 'HTTP 204',
        trouble: null,
        createdAt: new Date().toISOString(),
      }
      world.deliveries.unshift(row)
      return ok(row, 202)
    },
  ],
  ['GET', /^\/subscriptions\/([^/]+)\/deliveries$/, (world, asked) => page(world.deliveries, asked)],
  ['GET', /^\/tokens$/, (world, asked) => page(world.tokenRows, asked)],
  [
    'POST',
    /^\/tokens$/,
    (world, asked) => {
      const row: Token = { ...(asked.body as Token), id: 't-new', createdAt: new Date().toISOString() }
      world.tokenRows.push(row)
      return ok({ ...row, token: `mw_${'n'.repeat(43)}` }, 201)
    },
  ],
  ['DELETE', /^\/tokens\/([^/]+)$/, (world, _, id) => remove(world.tokenRows, token => token.id === id)],
  ['GET', /^\/audit$/, (world, asked) => page(matching(world.audit, asked, []), asked)],
]
