import { expect, test } from 'vitest'
import type { Machine, MachineState } from '~/api/types'
import { machineLooks, statesOf } from '~/ui/states'
import { whyBusy, whyNoBootOs, whyNoPower, whyNoProvision } from './allowed'

const machine = (fields: Partial<Machine>) =>
  ({ state: 'available', activeRun: null, bmc: { protocol: 'ipmi' }, ...fields }) as Machine

test('a machine may be provisioned in these states, and in no others', () => {
  const may = statesOf<MachineState>(machineLooks).filter(
    state => whyNoProvision(machine({ state })) === null,
  )
  expect(may).toEqual(['available', 'deployed', 'maintenance', 'adopted', 'failed'])
})

test('a machine that is busy is left alone', () => {
  const busy = machine({ activeRun: { id: 'r', kind: 'power', state: 'running', step: null } })
  for (const why of [whyNoBootOs, whyBusy]) expect(why(busy)).toMatch(/one at a time/)
})

test('provisioning and power wait for a busy machine', () => {
  const summary = { cores: 1, memoryBytes: 1, disks: 1, diskBytes: 1 }
  const busy = machine({
    state: 'provisioning',
    summary,
    activeRun: { id: 'r', kind: 'provision', state: 'running', step: null },
  })
  expect(whyNoProvision(busy)).toBeNull()
  expect(whyNoPower(busy)).toBeNull()
  expect(whyNoProvision({ ...busy, summary: null })).toMatch(/register first/)
  expect(whyNoProvision({ ...busy, state: 'retired' })).toMatch(/retired/)
  expect(whyNoPower({ ...busy, bmc: null })).toMatch(/No BMC/)
})

test('a machine that was never inspected, or is retired, is not taken into BootOS', () => {
  const summary = { cores: 1, memoryBytes: 1, disks: 1, diskBytes: 1 }
  expect(whyNoBootOs(machine({ summary }))).toBeNull()
  expect(whyNoBootOs(machine({ summary: null }))).toMatch(/register first/)
  expect(whyNoBootOs(machine({ summary, state: 'retired' }))).toMatch(/retired/)
})

test('without a BMC nobody here can switch the power', () => {
  expect(whyNoPower(machine({ bmc: null }))).toMatch(/No BMC/)
  expect(whyNoPower(machine({}))).toBeNull()
})
