import type { ReactNode } from 'react'
import classes from './Toolbar.module.css'

export function Toolbar({ children }: { children: ReactNode }) {
  return (
    <search className={classes.toolbar} aria-label="Filter">
      {children}
    </search>
  )
}
