import { expect, test } from 'vitest'
import { readListSearch } from './listSearch'
import { nextSort, sortOf } from './sort'

test('a column sorts up at first, then down, then up', () => {
  expect(nextSort(undefined, 'name')).toBe('name,asc')
  expect(nextSort('name,asc', 'name')).toBe('name,desc')
  expect(nextSort('name,desc', 'name')).toBe('name,asc')
  expect(nextSort('name,asc', 'serial')).toBe('serial,asc')
})

test('a sort that is no sort is none', () => {
  expect(sortOf('')).toBeNull()
  expect(sortOf('name')).toEqual({ field: 'name', order: 'asc' })
})

test('an address by hand cannot break a list', () => {
  expect(readListSearch({ search: 4120037, page: '-1', state: 7 })).toEqual({ search: '4120037' })
  expect(readListSearch({ page: '3', sort: 'name,asc' })).toEqual({ page: 3, sort: 'name,asc' })
})
