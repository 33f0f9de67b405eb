export interface Sort {
  field: string
  order: 'asc' | 'desc'
}

/** Reads the API's form, `name,asc`. */
export function sortOf(text: string | undefined): Sort | null {
  if (text === undefined || text === '') return null
  const [field = '', order] = text.split(',')
  return { field, order: order === 'desc' ? 'desc' : 'asc' }
}

/** What a press on a column's title makes of the sort: up first, then down. */
export function nextSort(text: string | undefined, field: string): string {
  const now = sortOf(text)
  return now?.field === field && now.order === 'asc' ? `${field},desc` : `${field},asc`
}
