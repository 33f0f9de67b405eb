import { queryOptions } from '@tanstack/react-query'
import { json, part } from './http'
import type { BootConfiguration, BootPreview, Page } from './types'

export const bootConfigurationsKey = ['boot-configurations'] as const

const path = (name: string) => `/boot-configurations/${part(name)}`

export const bootConfigurationList = () =>
  queryOptions({
    queryKey: bootConfigurationsKey,
    queryFn: ({ signal }) =>
      json<Page<BootConfiguration>>('/boot-configurations', {
        query: { size: 500, sort: 'name,asc' },
        signal,
      }),
  })

/** What a machine would fetch; asked for anew each time it is looked at, since it changes with the machine. */
export const bootPreview = (name: string, machine: string) =>
  queryOptions({
    queryKey: [...bootConfigurationsKey, 'preview', name, machine],
    queryFn: ({ signal }) => json<BootPreview>(`${path(name)}/preview/${part(machine)}`, { signal }),
    gcTime: 0,
    retry: false,
  })

export const addBootConfiguration = (body: BootConfiguration) =>
  json<BootConfiguration>('/boot-configurations', { method: 'POST', body })

export const changeBootConfiguration = (body: BootConfiguration) =>
  json<BootConfiguration>(path(body.name), { method: 'PUT', body })

export const deleteBootConfiguration = (name: string) => json<void>(path(name), { method: 'DELETE' })
