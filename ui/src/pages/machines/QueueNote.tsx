import { Note } from '~/ui/Note'

/** What becomes of a run that is asked for while another one has the machine. */
export function QueueNote() {
  return (
    <Note tone="info">
      Another run has this machine. This one waits in its queue, and starts when those before it are over.
    </Note>
  )
}
