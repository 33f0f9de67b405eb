import type { Run } from '~/api/types'
import { Note } from '~/ui/Note'
import { moment } from '~/util/format'

/** Who holds the run, and whether it stands already. */
export function PausedNote({ run, pause }: { run: Run; pause: NonNullable<Run['pause']> }) {
  return (
    <Note tone="warn" title={run.state === 'paused' ? 'Paused' : 'Will pause before the next step'}>
      <p>
        {pause.who} asked for it on {moment(pause.at)}
        {pause.reason === null ? '.' : `: ${pause.reason}`}
      </p>
    </Note>
  )
}
