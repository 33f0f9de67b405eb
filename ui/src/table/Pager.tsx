import { Button } from '@mantine/core'
import classes from './Pager.module.css'

interface Props {
  page: number
  size: number
  total: number
  onPage(page: number): void
}

export function Pager({ page, size, total, onPage }: Props) {
  const pages = Math.max(1, Math.ceil(total / size))
  const first = total === 0 ? 0 : page * size + 1
  return (
    <nav className={classes.pager} aria-label="Pages">
      <span className="dim">
        {first}–{Math.min(total, (page + 1) * size)} of {total}
      </span>
      {pages === 1 ? null : (
        <span className={classes.buttons}>
          <Button size="compact-sm" variant="default" disabled={page === 0} onClick={() => onPage(page - 1)}>
            Previous
          </Button>
          <span>
            Page {page + 1} of {pages}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            disabled={page + 1 >= pages}
            onClick={() => onPage(page + 1)}
          >
            Next
          </Button>
        </span>
      )}
    </nav>
  )
}
