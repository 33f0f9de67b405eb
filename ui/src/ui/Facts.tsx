import type { ReactNode } from 'react'
import classes from './Facts.module.css'

export type Fact = [label: string, value: ReactNode]

/** Names and values; what is not known is said so, never left out. */
export function Facts({ facts, wide = false }: { facts: Fact[]; wide?: boolean }) {
  return (
    <dl className={wide ? `${classes.facts} ${classes.wide}` : classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value === null || value === undefined || value === '' ? <span className="dim">–</span> : value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
