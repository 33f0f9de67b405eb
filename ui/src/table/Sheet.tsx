import type { ReactNode } from 'react'
import classes from './Sheet.module.css'

/** The surface on which a list lies: its filter, its rows, its pages. */
export function Sheet({ children }: { children: ReactNode }) {
  return <div className={classes.sheet}>{children}</div>
}
