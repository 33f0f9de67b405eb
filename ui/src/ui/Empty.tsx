import type { ReactNode } from 'react'
import classes from './Empty.module.css'

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <strong>{title}</strong>
      {children}
    </div>
  )
}
