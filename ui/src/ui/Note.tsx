import type { ReactNode } from 'react'
import classes from './Note.module.css'

interface Props {
  tone: 'warn' | 'bad' | 'good' | 'info'
  title?: string
  /** Read out at once when it appears. */
  alert?: boolean
  children?: ReactNode
}

export function Note({ tone, title, alert = false, children }: Props) {
  return (
    <div className={classes.note} data-tone={tone} role={alert ? 'alert' : undefined}>
      {title === undefined ? null : <strong>{title}</strong>}
      {children}
    </div>
  )
}
