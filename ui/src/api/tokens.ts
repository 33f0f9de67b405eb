import { queryOptions } from '@tanstack/react-query'
import { json, part } from './http'
import type { NewToken, Page, Role, Token } from './types'

export const tokensKey = ['tokens'] as const

export const tokenList = () =>
  queryOptions({
    queryKey: tokensKey,
    queryFn: ({ signal }) => json<Page<Token>>('/tokens', { query: { size: 500 }, signal }),
  })

export const addToken = (body: { name: string; role: Role }) =>
  json<NewToken>('/tokens', { method: 'POST', body })

export const deleteToken = (id: string) => json<void>(`/tokens/${part(id)}`, { method: 'DELETE' })
