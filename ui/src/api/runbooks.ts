import { queryOptions } from '@tanstack/react-query'
import { json, part } from './http'
import type { NewRunbook, Page, Runbook } from './types'

export const runbooksKey = ['runbooks'] as const

export const runbookList = () =>
  queryOptions({
    queryKey: runbooksKey,
    queryFn: ({ signal }) => json<Page<Runbook>>('/runbooks', { query: { size: 500 }, signal }),
  })

export const addRunbook = (body: NewRunbook) => json<Runbook>('/runbooks', { method: 'POST', body })

export const changeRunbook = (body: NewRunbook) =>
  json<Runbook>(`/runbooks/${part(body.name)}`, { method: 'PUT', body })

export const deleteRunbook = (name: string) => json<void>(`/runbooks/${part(name)}`, { method: 'DELETE' })
