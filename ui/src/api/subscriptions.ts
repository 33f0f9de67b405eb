import { queryOptions } from '@tanstack/react-query'
import { json, part } from './http'
import type { Delivery, EnteredSubscription, NewSubscription, Page, Subscription } from './types'

export const subscriptionsKey = ['subscriptions'] as const

export const subscriptionList = () =>
  queryOptions({
    queryKey: subscriptionsKey,
    queryFn: ({ signal }) => json<Page<Subscription>>('/subscriptions', { query: { size: 500 }, signal }),
  })

export const deliveryList = (name: string) =>
  queryOptions({
    queryKey: [...subscriptionsKey, name, 'deliveries'],
    queryFn: ({ signal }) =>
      json<Page<Delivery>>(`/subscriptions/${part(name)}/deliveries`, { query: { size: 50 }, signal }),
    refetchInterval: 3_000,
  })

export const addSubscription = (body: NewSubscription) =>
  json<EnteredSubscription>('/subscriptions', { method: 'POST', body })

export const deleteSubscription = (name: string) =>
  json<void>(`/subscriptions/${part(name)}`, { method: 'DELETE' })

export const testSubscription = (name: string) =>
  json<Delivery>(`/subscriptions/${part(name)}/test`, { method: 'POST', body: {} })
