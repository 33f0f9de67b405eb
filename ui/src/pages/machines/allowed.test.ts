import { expect, test } from 'vitest'
import type { Machine, MachineState } from '~/api/types'
import { machineLooks, statesOf } from '~/ui/states'
import { whyNoDelete, whyNoPower, whyNoProvision } from './allowed'

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
  for (const why of [whyNoProvision, whyNoPower, whyNoDelete]) expect(why(busy)).toMatch(/one at a time/)
})

test('without a BMC nobody here can switch the power', () => {
  expect(whyNoPower(machine({ bmc: null }))).toMatch(/No BMC/)
  expect(whyNoPower(machine({}))).toBeNull()
})
