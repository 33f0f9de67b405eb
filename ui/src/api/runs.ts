import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { json, part, type Query } from './http'
import type { NewRun, Page, Run, SteeringWord } from './types'

export const runsKey = ['runs'] as const

export const runList = (query: Query) =>
  queryOptions({
    queryKey: [...runsKey, 'list', query],
    queryFn: ({ signal }) => json<Page<Run>>('/runs', { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 4_000,
  })

export const runDetail = (id: string) =>
  queryOptions({
    queryKey: [...runsKey, 'one', id],
    queryFn: ({ signal }) => json<Run>(`/runs/${part(id)}`, { signal }),
    // The stream keeps it fresh; see useLiveRun.
    staleTime: Number.POSITIVE_INFINITY,
  })

export const startRun = (body: NewRun, idempotencyKey: string) =>
  json<Run>('/runs', { method: 'POST', body, headers: { 'Idempotency-Key': idempotencyKey } })

export type Steer = 'retry' | 'skip' | 'cancel' | 'pause' | 'resume'

export const steerRun = (id: string, steer: Steer, body: SteeringWord = {}) =>
  json<Run>(`/runs/${part(id)}/${steer}`, { method: 'POST', body })
