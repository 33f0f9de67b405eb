import { queryOptions } from '@tanstack/react-query'
import { json, part } from './http'
import type { Image, Page } from './types'

export const imagesKey = ['images'] as const

export const imageList = () =>
  queryOptions({
    queryKey: [...imagesKey, 'list'],
    queryFn: ({ signal }) => json<Page<Image>>('/images', { query: { size: 500, sort: 'name,asc' }, signal }),
    refetchInterval: query =>
      query.state.data?.items.some(image => image.state === 'importing') ? 1_500 : 15_000,
  })

export const importImage = (body: { name: string; url: string; sha256?: string }) =>
  json<Image>('/images', { method: 'POST', body })

export const deleteImage = (name: string) => json<void>(`/images/${part(name)}`, { method: 'DELETE' })
