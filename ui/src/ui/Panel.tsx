import { type ReactNode, useId } from 'react'
import classes from './Panel.module.css'

interface Props {
  title: string
  aside?: ReactNode
  /** Content to the edge, for tables. */
  flush?: boolean
  children: ReactNode
}

export function Panel({ title, aside, flush = false, children }: Props) {
  const id = useId()
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  )
}
