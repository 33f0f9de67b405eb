import { expect, test } from 'vitest'
import type { Machine } from '~/api/types'
import {
  checkMachineDraft,
  checkMachineEdit,
  emptyMachineDraft,
  machineChange,
  machineEdit,
  newMachine,
} from './machineDraft'

test('a MAC is enough, in any of its usual forms', () => {
  const draft = { ...emptyMachineDraft, mac: ' 52-54-00-AA-00-01 ' }
  expect(checkMachineDraft(draft)).toEqual({})
  expect(newMachine(draft)).toEqual({ mac: '52:54:00:aa:00:01', site: 'default' })
})

test('half a BMC is refused', () => {
  const draft = { ...emptyMachineDraft, mac: '52:54:00:aa:00:01' }
  expect(Object.keys(checkMachineDraft({ ...draft, bmcUser: 'admin' }))).toEqual(['bmc.address'])
  expect(Object.keys(checkMachineDraft({ ...draft, bmcAddress: '10.0.0.1', bmcPort: '0' }))).toEqual([
    'bmc.port',
    'bmc.user',
  ])
})

test('a BMC is spoken to by IPMI unless something else is said', () => {
  const draft = {
    ...emptyMachineDraft,
    mac: '52:54:00:aa:00:01',
    bmcAddress: '10.0.0.1',
    bmcUser: 'root',
    bmcPassword: 'p',
  }
  expect(newMachine(draft).bmc).toEqual({
    address: '10.0.0.1',
    user: 'root',
    password: 'p',
  })
  expect(newMachine({ ...draft, bmcProtocol: 'redfish' }).bmc?.protocol).toBe('redfish')
})

const known = {
  name: 'web1',
  tags: ['rack 7'],
  bmc: { protocol: 'ipmi', address: '10.0.0.1', port: 623, user: 'root' },
} as Machine

test('only what is otherwise than before is changed', () => {
  const edit = machineEdit(known)
  expect(checkMachineEdit(edit, known)).toEqual({})
  expect(machineChange(edit, known)).toEqual({})
  expect(machineChange({ ...edit, name: ' web2 ', tags: 'rack 7\nssd' }, known)).toEqual({
    name: 'web2',
    tags: ['rack 7', 'ssd'],
  })
  expect(machineChange({ ...edit, bmcPassword: 'new' }, known)).toEqual({
    bmc: { protocol: 'ipmi', address: '10.0.0.1', user: 'root', password: 'new' },
  })
})

test('a BMC that is entered first needs its password', () => {
  const stranger = { ...known, bmc: null }
  const edit = { ...machineEdit(stranger), bmcAddress: '10.0.0.1', bmcUser: 'root' }
  expect(Object.keys(checkMachineEdit(edit, stranger))).toEqual(['bmc.password'])
})
