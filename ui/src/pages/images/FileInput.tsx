import { useId } from 'react'
import classes from './ImportImage.module.css'

export function FileInput({ error, onFile }: { error: string | undefined; onFile(file: File | null): void }) {
  const id = useId()
  return (
    <div className={classes.file}>
      <label htmlFor={id}>File</label>
      <input
        id={id}
        type="file"
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={event => onFile(event.currentTarget.files?.[0] ?? null)}
      />
      {error === undefined ? null : (
        <span id={`${id}-error`} className={classes.error}>
          {error}
        </span>
      )}
    </div>
  )
}
