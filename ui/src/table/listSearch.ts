/** What a list page keeps in its address, so that a filtered list can be bookmarked and sent to somebody. */
export interface ListSearch {
  search?: string
  state?: string
  kind?: string
  /** Which machines, by what they can do: `cores:>= 16`. */
  capability?: string
  sort?: string
  page?: number
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function readListSearch(raw: Record<string, unknown>): ListSearch {
  const page = Number(raw.page)
  return {
    // The router reads what looks like a number as one, and a serial may.
    search: text(raw.search === undefined ? undefined : String(raw.search)),
    state: text(raw.state),
    kind: text(raw.kind),
    capability: text(raw.capability),
    sort: text(raw.sort),
    page: Number.isInteger(page) && page > 0 ? page : undefined,
  }
}
