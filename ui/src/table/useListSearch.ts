import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ListSearch } from './listSearch'

/** The list's filter in the address, and the way to change it; every change but of the page goes back to the first page. */
export function useListSearch() {
  const search: ListSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (fields: ListSearch) =>
    navigate({
      to: '.',
      search: { ...search, page: undefined, ...fields },
      replace: true,
    })
  return [search, change] as const
}
