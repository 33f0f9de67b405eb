import { Button, TextInput } from '@mantine/core'
import type { NewToken } from '~/api/types'
import { Copyable } from '~/ui/Copyable'
import { Note } from '~/ui/Note'
import classes from './MadeToken.module.css'

/** The plain token, once: the API keeps only a sum of it. */
export function MadeToken({ token, onClose }: { token: NewToken; onClose(): void }) {
  return (
    <Note tone="warn" title={`Keep the token of ${token.name} now: it is shown only this once.`} alert>
      <div className={classes.row}>
        <TextInput
          className={classes.token}
          aria-label="New token"
          readOnly
          value={token.token}
          onFocus={event => event.currentTarget.select()}
        />
        <Copyable text={token.token} label="the token" />
        <Button size="compact-sm" variant="default" onClick={onClose}>
          I have it
        </Button>
      </div>
    </Note>
  )
}
