import { duration } from '~/util/format'
import { useNow } from '~/util/useNow'

/** Counts down to the moment at which the run tries again by itself. */
export function NextTry({ at }: { at: string | null }) {
  const now = useNow(1_000, at !== null)
  if (at === null) return <span>– it goes on when you say so</span>
  const left = Date.parse(at) - now
  // Whole seconds: tenths would suggest that they are exact.
  return (
    <span>
      {left <= 0
        ? '– trying again now'
        : `– tries again in ${duration(Math.ceil(left / 1000) * 1000).replace('.0 s', ' s')}`}
    </span>
  )
}
