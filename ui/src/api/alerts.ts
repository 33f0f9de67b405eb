import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { json, part, type Query } from './http'
import { machinesKey } from './machines'
import type { Alert, MachineHealth, Page } from './types'

export const alertsKey = ['alerts'] as const

export const alertList = (query: Query) =>
  queryOptions({
    queryKey: [...alertsKey, 'list', query],
    queryFn: ({ signal }) => json<Page<Alert>>('/alerts', { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })

/** What is kept of a machine's BMC: nobody is asked for it. */
export const machineHealth = (id: string) =>
  queryOptions({
    queryKey: [...machinesKey, 'health', id],
    queryFn: ({ signal }) => json<MachineHealth>(`/machines/${part(id)}/health`, { signal }),
    refetchInterval: 10_000,
  })

export const clearAlert = (id: number) => json<Alert>(`/alerts/${id}/clear`, { method: 'POST', body: {} })

/** Nobody is told of it any more, until somebody takes that back. */
export const muteAlert = (alert: Alert) =>
  json<unknown>(`/machines/${part(alert.machine)}/alert-overrides`, {
    method: 'PUT',
    body: { rule: alert.rule, subject: alert.subject, muted: true },
  })
