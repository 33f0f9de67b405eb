import { ago, moment } from '~/util/format'
import { useNow } from '~/util/useNow'

/** A moment, told as how long ago; the exact time stands in the tooltip. */
export function When({ at }: { at: string | null }) {
  const now = useNow(10_000)
  if (at === null) return <span className="dim">–</span>
  return (
    <time dateTime={at} title={moment(at)} className="nowrap">
      {ago(at, now)}
    </time>
  )
}
