import { expect, test } from 'vitest'
import { checkMachineDraft, emptyMachineDraft, newMachine } from './machineDraft'

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
