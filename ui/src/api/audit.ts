import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { json, type Query } from './http'
import type { AuditEntry, Page } from './types'

export const auditList = (query: Query) =>
  queryOptions({
    queryKey: ['audit', query],
    queryFn: ({ signal }) => json<Page<AuditEntry>>('/audit', { query, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  })
