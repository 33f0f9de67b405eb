import { expect, test } from 'vitest'
import { part, url } from './http'

test('a query holds what is given, escaped, and leaves out what is not', () => {
  expect(url('/machines', { search: 'a&b c', state: '', site: undefined, page: 0 })).toBe(
    '/api/v1/machines?search=a%26b+c&page=0',
  )
  expect(url('/machines')).toBe('/api/v1/machines')
})

test('a name cannot leave its part of the path', () => {
  expect(url(`/images/${part('../tokens')}`)).toBe('/api/v1/images/..%2Ftokens')
})
