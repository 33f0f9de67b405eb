import classes from './StateBadge.module.css'
import type { Look } from './states'

export function StateBadge({ look, title }: { look: Look; title?: string }) {
  return (
    <span className={classes.badge} data-tone={look.tone} title={title}>
      <span className={classes.dot} aria-hidden="true" />
      {look.word}
    </span>
  )
}
