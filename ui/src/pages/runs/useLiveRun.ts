import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { followRun, type Link } from '~/api/follow'
import { firstMissing, mergeLines } from '~/api/lines'
import { runDetail } from '~/api/runs'
import type { LogLine } from '~/api/types'

/** A run as it happens: the run itself, its log so far, and how the connection stands. */
export function useLiveRun(id: string) {
  const client = useQueryClient()
  const query = useQuery(runDetail(id))
  const [lines, setLines] = useState<readonly LogLine[]>([])
  const [link, setLink] = useState<Link>('opening')
  const known = useRef<readonly LogLine[]>([])
  const found = query.data !== undefined

  useEffect(() => {
    // A run that is not there has no stream either; its problem is shown instead.
    if (!found) return
    const stop = new AbortController()
    known.current = []
    setLines([])
    void followRun(
      id,
      {
        run: run => client.setQueryData(runDetail(id).queryKey, run),
        lines: more => {
          known.current = mergeLines(known.current, more)
          setLines(known.current)
        },
        link: setLink,
        from: () => firstMissing(known.current),
      },
      stop.signal,
    )
    return () => stop.abort()
  }, [id, found, client])

  return { query, lines, link }
}
