import { Button } from '@mantine/core'
import { useState } from 'react'

/** Text to take along. The button is there only where the browser allows it: not over plain HTTP. */
export function Copyable({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false)
  if (navigator.clipboard === undefined) return null
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`Copy ${label}`}
      onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? 'Copied' : 'Copy'}
    </Button>
  )
}
