import classes from './Bar.module.css'

/** A progress bar; without a percentage it only says that something goes on. */
export function Bar({ percent, label }: { percent: number | null; label: string }) {
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent === null ? undefined : Math.round(percent)}
    >
      <div className={classes.fill} data-unknown={percent === null} style={{ width: `${percent ?? 30}%` }} />
    </div>
  )
}
