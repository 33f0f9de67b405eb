import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { json, part, type Query } from './http'
import type { NewRun, Page, QueuedRun, Run, RunPlan, SteeringWord } from './types'

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

/** What such a run would do; nothing is done. */
export const planRun = (body: NewRun) =>
  json<RunPlan>('/runs', { method: 'POST', query: { dryRun: 'true' }, body })

/** @param planHash hash of the plan that was seen: the start is refused when another would be done by now */
export const startRun = (body: NewRun & { planHash?: string }, idempotencyKey: string) =>
  json<Run>('/runs', { method: 'POST', body, headers: { 'Idempotency-Key': idempotencyKey } })

/** The same for a machine that another run has: it waits until it is its turn. */
export const queueRun = (body: NewRun, idempotencyKey: string) =>
  json<Run | QueuedRun>('/runs', {
    method: 'POST',
    query: { queue: 'true' },
    body,
    headers: { 'Idempotency-Key': idempotencyKey },
  })

export type Steer = 'retry' | 'skip' | 'cancel' | 'pause' | 'resume'

export const steerRun = (id: string, steer: Steer, body: SteeringWord = {}) =>
  json<Run>(`/runs/${part(id)}/${steer}`, { method: 'POST', body })
