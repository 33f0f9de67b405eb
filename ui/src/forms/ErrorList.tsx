import { useEffect, useRef } from 'react'
import { Note } from '~/ui/Note'
import classes from './ErrorList.module.css'
import { type FieldErrors, fieldId } from './fields'

/** All that is wrong, before the form; each item leads to its field. Gets the focus when it comes up. */
export function ErrorList({ prefix, errors }: { prefix: string; errors: FieldErrors }) {
  const box = useRef<HTMLDivElement>(null)
  const found = Object.entries(errors).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const shown = found.length > 0
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown])
  if (!shown) return null
  return (
    <div ref={box} tabIndex={-1}>
      <Note
        tone="bad"
        title={found.length === 1 ? 'One thing is not right yet' : `${found.length} things are not right yet`}
        alert
      >
        <ul>
          {found.map(([field, text]) => (
            <li key={field}>
              <button
                type="button"
                className={classes.link}
                onClick={() => document.getElementById(fieldId(prefix, field))?.focus()}
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  )
}
