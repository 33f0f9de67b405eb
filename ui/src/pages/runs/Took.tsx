import { duration } from '~/util/format'
import { useNow } from '~/util/useNow'

/** How long something took, or has taken so far. */
export function Took({ from, to }: { from: string; to: string | null }) {
  const now = useNow(1_000, to === null)
  const end = to === null ? now : Date.parse(to)
  return <span className="number nowrap">{duration(end - Date.parse(from))}</span>
}
