import { Loader } from '@mantine/core'

/** Nothing is shown where nothing is loading: then a problem stands elsewhere on the page. */
export function Loading({ pending = true }: { pending?: boolean }) {
  if (!pending) return null
  return (
    <div role="status" style={{ padding: '2rem', textAlign: 'center' }}>
      <Loader size="sm" aria-label="Loading" />
    </div>
  )
}
