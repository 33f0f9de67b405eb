import { expect, test } from 'vitest'
import { fieldId, formField } from './fields'

test.each([
  ['hostname', 'hostname'],
  ['spec.hostname', 'hostname'],
  ['/spec/network/address', 'network.address'],
  ['users[0].name', 'users.0.name'],
  ['spec.users[12].sshKeys', 'users.12.sshKeys'],
  ['users[].name', 'users.name'],
  ['body.spec.image', 'image'],
  ['spec', 'spec'],
  ['bmc.address', 'bmc.address'],
])('the API calls a field %s, the form %s', (api, form) => {
  expect(formField(api)).toBe(form)
})

test('an id has no dots, so that it can be selected', () => {
  expect(fieldId('provision', 'users.0.name')).toBe('provision-users-0-name')
})
