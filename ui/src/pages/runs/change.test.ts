import { expect, test } from 'vitest'
import { changeOf, checkChange, noChange } from './change'

test('only what was changed is sent', () => {
  expect(changeOf(noChange)).toEqual({})
  expect(changeOf({ ...noChange, address: ' 10.77.0.9 ' })).toEqual({ '/network/address': '10.77.0.9' })
  expect(changeOf({ ...noChange, changeDisks: true, serials: ['A'] })).toEqual({
    '/disks': { raid: 'none', serials: ['A'] },
  })
  expect(changeOf({ ...noChange, imageUrl: ' https://images.example/a.raw ' })).toEqual({
    '/image': 'https://images.example/a.raw',
  })
  expect(changeOf({ ...noChange, bmcUser: 'operator', bmcPassword: ' with blanks ' })).toEqual({
    '/bmc/user': 'operator',
    '/bmc/password': ' with blanks ',
  })
})

test('an empty change, a wrong address and too few disks are refused', () => {
  expect(checkChange(noChange, 1)).toHaveProperty('form')
  expect(checkChange({ ...noChange, address: '10.77' }, 1)).toHaveProperty('address')
  expect(checkChange({ ...noChange, changeDisks: true, serials: ['A'] }, 2)).toHaveProperty('disks')
  expect(checkChange({ ...noChange, imageUrl: 'images.example/a' }, 1)).toHaveProperty('imageUrl')
  expect(checkChange({ ...noChange, imageUrl: 'https://a/b', image: 'tiny' }, 1)).toHaveProperty('imageUrl')
  expect(checkChange({ ...noChange, image: 'tiny' }, 1)).toEqual({})
})
