import '@xterm/xterm/css/xterm.css'
import { Terminal } from '@xterm/xterm'
import { useEffect, useRef } from 'react'
import classes from './Console.module.css'
import { sheetsForStyles } from './sheetsForStyles'

/** As firmware and boot loaders take a serial terminal for. */
const SIZE = { cols: 80, rows: 25 }

interface Props {
  label: string
  /** Handed the means to show characters, and taken it again. */
  onReady(show: ((characters: Uint8Array) => void) | null): void
  onType(characters: string): void
}

/** A terminal for what a machine writes on its serial line. Read aloud through its own list of lines. */
export function SerialTerminal({ label, onReady, onType }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const handlers = useRef({ onReady, onType })
  handlers.current = { onReady, onType }
  useEffect(() => {
    if (place.current === null) return
    const parent = place.current
    const terminal = sheetsForStyles(() => {
      const made = new Terminal({
        ...SIZE,
        scrollback: 5000,
        fontSize: 14,
        fontFamily: 'ui-monospace, monospace',
        screenReaderMode: true,
      })
      made.open(parent)
      return made
    })
    const typing = terminal.onData(data => handlers.current.onType(data))
    handlers.current.onReady(characters => terminal.write(characters))
    return () => {
      handlers.current.onReady(null)
      typing.dispose()
      terminal.dispose()
    }
  }, [])
  return <section ref={place} className={classes.terminal} aria-label={label} />
}
