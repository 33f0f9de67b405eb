import { expect, test } from 'vitest'
import { sameHostUrl } from './temporalLink'

test('a loopback link leads to the host that the page came from', () => {
  expect(sameHostUrl('http://127.0.0.1:8233/x', 'rack.example.com')).toBe('http://rack.example.com:8233/x')
})

test('another host is left as it is', () => {
  expect(sameHostUrl('https://temporal.example.com/x', 'rack')).toBe('https://temporal.example.com/x')
})

test('what is no web address is no link', () => {
  expect(sameHostUrl('javascript:alert(1)', 'rack')).toBeNull()
  expect(sameHostUrl('nonsense', 'rack')).toBeNull()
  expect(sameHostUrl(null, 'rack')).toBeNull()
})
