import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '~/ui/icons'

interface Props {
  label: string
  placeholder: string
  value: string | undefined
  onSearch(value: string | undefined): void
}

const PAUSE_MS = 250

/** Asks once the person pauses, and not at every letter. */
export function SearchInput({ label, placeholder, value = '', onSearch }: Props) {
  const [text, setText] = useState(value)
  const search = useRef(onSearch)
  search.current = onSearch
  const asked = useRef(value)
  useEffect(() => {
    if (text === asked.current) return
    const timer = setTimeout(() => {
      asked.current = text
      search.current(text === '' ? undefined : text)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <TextInput
      type="search"
      size="sm"
      w={280}
      maw="100%"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<Icon name="search" />}
      value={text}
      onChange={event => setText(event.currentTarget.value)}
    />
  )
}
