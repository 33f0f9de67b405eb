import { queryOptions } from '@tanstack/react-query'
import { json, part } from './http'
import type { Page, Segment, Site } from './types'

export const segmentsKey = ['segments'] as const

export const segmentList = () =>
  queryOptions({
    queryKey: segmentsKey,
    queryFn: ({ signal }) =>
      json<Page<Segment>>('/segments', { query: { size: 500, sort: 'name,asc' }, signal }),
  })

export const siteList = () =>
  queryOptions({
    queryKey: ['sites'],
    queryFn: ({ signal }) => json<Page<Site>>('/sites', { query: { size: 500 }, signal }),
  })

export const addSegment = (body: Segment) => json<Segment>('/segments', { method: 'POST', body })

export const changeSegment = (body: Segment) =>
  json<Segment>(`/segments/${part(body.name)}`, { method: 'PUT', body })

export const deleteSegment = (name: string) => json<void>(`/segments/${part(name)}`, { method: 'DELETE' })
