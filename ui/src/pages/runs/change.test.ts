import { expect, test } from 'vitest'
import { changeOf, checkChange, noChange } from './change'

test('only what was changed is sent', () => {
  expect(changeOf(noChange)).toEqual({})
  expect(changeOf({ ...noChange, address: ' 10.77.0.9 ' })).toEqual({ '/network/address': '10.77.0.9' })
  expect(changeOf({ ...noChange, changeDisks: true, serials: ['A'] })).toEqual({
    '/disks': { raid: 'none', serials: ['A'] },
  })
})

test('an empty change, a wrong address and too few disks are refused', () => {
  expect(checkChange(noChange, 1)).toHaveProperty('image')
  expect(checkChange({ ...noChange, address: '10.77' }, 1)).toHaveProperty('address')
  expect(checkChange({ ...noChange, changeDisks: true, serials: ['A'] }, 2)).toHaveProperty('disks')
  expect(checkChange({ ...noChange, image: 'tiny' }, 1)).toEqual({})
})
