import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ConsoleLine, ConsoleNews } from '~/api/console'
import { Note } from '~/ui/Note'
import { ReasonedButton } from '~/ui/ReasonedButton'
import { StateBadge } from '~/ui/StateBadge'
import type { Look } from '~/ui/states'
import classes from './Console.module.css'
import { ConsoleLink, type LinkState } from './ConsoleLink'
import { SerialTerminal } from './SerialTerminal'

const lineLooks: Record<ConsoleLine, Look> = {
  waiting: { word: 'Waiting for a worker', tone: 'quiet' },
  opening: { word: 'Opening', tone: 'busy' },
  open: { word: 'Open', tone: 'good' },
  lost: { word: 'Lost, tried again', tone: 'bad' },
  taken: { word: 'Taken by another console', tone: 'warn' },
}

function whoTypes(news: ConsoleNews | null): string {
  if (news === null) return ''
  const others = news.watchers.length - 1
  const there = others === 0 ? '' : ` ${news.watchers.length} are watching: ${news.watchers.join(', ')}.`
  if (news.you === 'writer') return `You type.${there}`
  return (news.writer === undefined ? 'Nobody types.' : `${news.writer} types, you read.`) + there
}

/** The console as it is now: several may watch it, and one types. */
export function LiveConsole({ machine, name }: { machine: string; name: string }) {
  const link = useRef<ConsoleLink | null>(null)
  const show = useRef<((characters: Uint8Array) => void) | null>(null)
  const [news, setNews] = useState<ConsoleNews | null>(null)
  const [note, setNote] = useState<string | null>(null)
  const [connection, setConnection] = useState<{ state: LinkState; why: string | null }>({
    state: 'connecting',
    why: null,
  })
  useEffect(() => {
    const opened = new ConsoleLink(machine, {
      wrote: characters => show.current?.(characters),
      news: told => {
        setNews(told)
        if (told.you === 'writer') setNote(null)
      },
      note: setNote,
      link: (state, why) => {
        setConnection({ state, why })
        if (state === 'broken') setNews(null)
      },
    })
    link.current = opened
    return () => opened.close()
  }, [machine])
  const onReady = useCallback((means: ((characters: Uint8Array) => void) | null) => {
    show.current = means
  }, [])
  const writes = news?.you === 'writer'
  const whyNotTyping = writes ? null : 'Take over first: somebody else types, or nobody does.'
  return (
    <div>
      <div className={classes.bar}>
        <div role="status" aria-label="Console state">
          {news === null ? (
            <StateBadge
              look={{ word: connection.state === 'broken' ? 'Not connected' : 'Connecting', tone: 'quiet' }}
            />
          ) : (
            <StateBadge look={lineLooks[news.line]} title={news.why} />
          )}{' '}
          {whoTypes(news)} {news?.recording ? 'Recorded.' : ''}
        </div>
        <div className={classes.buttons}>
          {writes ? (
            <Button size="xs" variant="default" onClick={() => link.current?.wish('release')}>
              Only watch
            </Button>
          ) : (
            <Button size="xs" disabled={news === null} onClick={() => link.current?.wish('take')}>
              Take over
            </Button>
          )}
          <ReasonedButton
            size="xs"
            variant="default"
            whyNot={whyNotTyping}
            onClick={() => link.current?.wish('break')}
          >
            Send break
          </ReasonedButton>
          {news?.line === 'taken' ? (
            <ReasonedButton
              size="xs"
              variant="light"
              color="red"
              whyNot={whyNotTyping}
              onClick={() => link.current?.wish('take-line')}
            >
              Take the line
            </ReasonedButton>
          ) : null}
        </div>
      </div>
      {connection.why === null ? null : <Note tone="bad">{connection.why}</Note>}
      {news?.why === undefined ? null : <Note tone="warn">{news.why}</Note>}
      {note === null ? null : (
        <Note tone="info" alert>
          {note}
        </Note>
      )}
      <SerialTerminal
        label={`Serial console of ${name}`}
        onReady={onReady}
        onType={characters => link.current?.type(characters)}
      />
    </div>
  )
}
