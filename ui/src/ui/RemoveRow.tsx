import { Button } from '@mantine/core'
import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Confirm } from './Confirm'

interface RemoveRowProps {
  /** What is done: Delete, Revoke. */
  verb: string
  /** What kind of thing it is done to. */
  kind: string
  name: string
  /** The list that is asked for anew afterwards. */
  list: QueryKey
  act: () => Promise<unknown>
  /** What follows from it, for whoever is about to confirm. */
  children: ReactNode
}

/** Takes one thing out of a list, after asking. */
export function RemoveRow({ verb, kind, name, list, act, children }: RemoveRowProps) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        aria-label={`${verb} ${name}`}
        onClick={() => setAsking(true)}
      >
        {verb}…
      </Button>
      <Confirm
        opened={asking}
        title={`${verb} the ${kind} ${name}?`}
        verb={`${verb} the ${kind}`}
        danger
        act={act}
        onClose={() => setAsking(false)}
        onDone={() => void client.invalidateQueries({ queryKey: list })}
      >
        {children}
      </Confirm>
    </>
  )
}
