import { expect, test } from 'vitest'
import { checkSubscription, emptySubscription, subscriptionOf } from './subscriptionDraft'

test('a webhook is asked for by its address alone', () => {
  const draft = { ...emptySubscription, name: ' ops ', url: ' https://hooks.example/x ', machines: 'r1, r2' }
  expect(checkSubscription(draft)).toEqual({})
  expect(subscriptionOf(draft)).toEqual({
    name: 'ops',
    events: ['waiting', 'done', 'cancelled', 'failed', 'alert', 'alert-cleared'],
    machines: ['r1', 'r2'],
    webhook: { url: 'https://hooks.example/x' },
  })
})

test('letters without a login send no password', () => {
  const draft = {
    ...emptySubscription,
    name: 'night',
    way: 'email' as const,
    to: 'ada@example.org, bob@example.org',
    from: 'mw@example.org',
    host: 'mail.example',
    port: '25',
    security: 'none' as const,
    password: 'left over',
  }
  expect(checkSubscription(draft)).toEqual({})
  expect(subscriptionOf(draft).email).toEqual({
    to: ['ada@example.org', 'bob@example.org'],
    from: 'mw@example.org',
    host: 'mail.example',
    port: 25,
    security: 'none',
  })
})

test('what is missing is told at its field', () => {
  expect(Object.keys(checkSubscription({ ...emptySubscription, way: 'email', user: 'mw' }))).toEqual([
    'name',
    'to',
    'from',
    'host',
    'password',
  ])
})
