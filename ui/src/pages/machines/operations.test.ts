import { expect, test } from 'vitest'
import type { Machine } from '~/api/types'
import { missing, type Operation, operations, specOf, whyNoOperation } from './operations'

const fields: Operation['fields'] = {
  keys: { label: 'Keys', input: 'lines', required: true },
  note: { label: 'Note', input: 'text' },
  all: { label: 'All', input: 'check' },
}

test('lines become a list, and what is left empty is left to the API', () => {
  expect(specOf(fields, { keys: 'one\n\n two ', note: ' ', all: false })).toEqual({ keys: ['one', 'two'] })
  expect(specOf(fields, { keys: 'one', note: 'x', all: true })).toEqual({
    keys: ['one'],
    note: 'x',
    all: true,
  })
})

test('a field that must be filled in is asked for', () => {
  expect(missing(fields, { note: 'x' })).toEqual({ keys: 'Keys is missing.' })
  expect(missing(fields, { keys: 'one' })).toEqual({})
})

test('what cannot be done to a free machine may be queued for a busy one', () => {
  const clean = operations.clean as Operation
  const free = { state: 'deployed', activeRun: null, summary: {} } as Machine
  expect(whyNoOperation(clean, free)).toMatch(/release it first/)
  const activeRun = { id: 'r', kind: 'release', state: 'running', step: null } as const
  expect(whyNoOperation(clean, { ...free, activeRun })).toBeNull()
})

test('a box that is ticked may stand for more than yes', () => {
  const clean = operations.clean as Operation
  expect(specOf(clean.fields, { priorities: true })).toEqual({
    priorities: { 'wipe-metadata': 10, 'erase-disks': 0 },
  })
  expect(specOf(clean.fields, { priorities: false })).toEqual({})
})

test('a field with a dot in its name is one of an object', () => {
  const login: Operation['fields'] = {
    'system.user': { label: 'User', input: 'text' },
    'system.password': { label: 'Password', input: 'secret' },
  }
  expect(specOf(login, { 'system.user': 'ops', 'system.password': 'pw' })).toEqual({
    system: { user: 'ops', password: 'pw' },
  })
  expect(specOf(login, {})).toEqual({})
})
