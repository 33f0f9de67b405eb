import { Checkbox, NativeSelect } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Link } from '~/api/follow'
import type { LogLine, Step } from '~/api/types'
import { Panel } from '~/ui/Panel'
import { timeOfDay } from '~/util/format'
import classes from './LogTail.module.css'

const linkWords: Record<Link, string> = {
  opening: 'connecting…',
  live: 'live',
  lost: 'connection lost, trying again',
  over: 'complete',
  refused: 'the API refused the stream',
}

interface Props {
  lines: readonly LogLine[]
  steps: readonly Step[]
  link: Link
}

/** The log, from its end. Only the lines in sight are in the document, so that a long log scrolls well. */
export function LogTail({ lines, steps, link }: Props) {
  const [step, setStep] = useState('')
  const [follow, setFollow] = useState(true)
  const box = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => (step === '' ? lines : lines.filter(line => line.step === step)), [lines, step])
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => 21,
    overscan: 12,
    initialRect: { width: 600, height: 480 },
  })
  useEffect(() => {
    if (follow && shown.length > 0) rows.scrollToIndex(shown.length - 1, { align: 'end' })
  }, [follow, shown.length, rows])
  return (
    <Panel
      title="Log"
      flush
      aside={
        <div className={classes.controls}>
          <span className={classes.link} data-link={link} role="status">
            {linkWords[link]}
          </span>
          <NativeSelect
            size="xs"
            aria-label="Log of step"
            data={[
              { value: '', label: 'Every step' },
              ...steps.map(s => ({ value: s.name, label: s.title })),
            ]}
            value={step}
            onChange={event => setStep(event.currentTarget.value)}
          />
          <Checkbox
            size="xs"
            label="Follow"
            checked={follow}
            onChange={event => setFollow(event.currentTarget.checked)}
          />
        </div>
      }
    >
      <div
        ref={box}
        className={classes.log}
        data-empty={shown.length === 0}
        role="log"
        aria-label="Log of the run"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {shown.length === 0 ? (
          <p className={classes.none}>
            {link === 'over' ? 'Nothing was logged.' : 'Nothing was logged yet.'}
          </p>
        ) : null}
        <div className={classes.all} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(item => {
            const line = shown[item.index]
            if (line === undefined) return null
            return (
              <div
                key={line.number}
                ref={rows.measureElement}
                data-index={item.index}
                className={classes.line}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <time dateTime={line.at}>{timeOfDay(line.at)}</time>
                <span className={classes.step}>{line.step ?? ''}</span>
                <span className={classes.text}>
                  {line.who === null ? null : <b>{line.who}: </b>}
                  {line.text}
                </span>
              </div>
            )
          })}
        </div>
      </div>
    </Panel>
  )
}
