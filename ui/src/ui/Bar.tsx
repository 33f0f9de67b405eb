import classes from './Bar.module.css'
import type { Tone } from './states'

interface Props {
  percent: number | null
  label: string
  tone?: Tone
}

/** A progress bar; without a percentage it only says that something goes on. */
export function Bar({ percent, label, tone = 'busy' }: Props) {
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.round(percent)}
    >
      <div
        className={classes.fill}
        data-tone={tone}
        data-unknown={percent === null}
        style={{ width: `${percent ?? 30}%` }}
      />
    </div>
  )
}
