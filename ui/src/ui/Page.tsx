import { type ReactNode, useEffect } from 'react'
import classes from './Page.module.css'

interface Props {
  title: string
  /** What stands above the title: the way back. */
  crumb?: ReactNode
  /** What stands beside the title: a state, a name. */
  aside?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

export function Page({ title, crumb, aside, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Metalwright`
  }, [title])
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.heading}>
          {crumb === undefined ? null : (
            <nav aria-label="Breadcrumb" className={classes.crumb}>
              {crumb}
            </nav>
          )}
          <div className={classes.title}>
            <h1>{title}</h1>
            {aside}
          </div>
        </div>
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  )
}
