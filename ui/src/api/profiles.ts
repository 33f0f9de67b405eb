import { queryOptions } from '@tanstack/react-query'
import { json } from './http'
import type { Page, Profile } from './types'

/** The hardware profiles, by name. */
export const profiles = queryOptions({
  queryKey: ['profiles'],
  queryFn: ({ signal }) =>
    json<Page<Profile>>('/profiles', { query: { size: 500 }, signal }).then(page => page.items),
})
