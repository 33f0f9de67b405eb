import { expect, test } from 'vitest'
import type { Sensor } from '~/api/types'
import { range, reading } from './words'

const fan: Sensor = {
  id: '0x30',
  name: 'Fan1',
  entity: '7.1',
  type: 'Fan',
  unit: 'RPM',
  states: [],
  health: 'ok',
}

test('a reading is its value with the unit, its states, or why there is none', () => {
  expect(reading({ ...fan, value: 3840 })).toBe('3840 RPM')
  expect(reading({ ...fan, unit: '', states: ['Presence detected', 'Power Supply AC lost'] })).toBe(
    'Presence detected, Power Supply AC lost',
  )
  expect(reading({ ...fan, value: 0, states: ['below the lower critical'] })).toBe(
    '0 RPM, below the lower critical',
  )
  expect(reading({ ...fan, missing: 'it is switched off' })).toBe('– it is switched off')
  expect(reading(fan)).toBe('–')
})

test('a range names the sides that it has', () => {
  expect(range(3, 42)).toBe('< 3, > 42')
  expect(range(undefined, 42)).toBe('> 42')
  expect(range(undefined, undefined)).toBe('–')
})
