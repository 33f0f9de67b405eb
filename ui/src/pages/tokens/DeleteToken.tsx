import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteToken, tokensKey } from '~/api/tokens'
import type { Token } from '~/api/types'
import { Confirm } from '~/ui/Confirm'

export function DeleteToken({ token }: { token: Token }) {
  const [asking, setAsking] = useState(false)
  const client = useQueryClient()
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        color="red"
        aria-label={`Revoke ${token.name}`}
        onClick={() => setAsking(true)}
      >
        Revoke…
      </Button>
      <Confirm
        opened={asking}
        title={`Revoke the token ${token.name}?`}
        verb="Revoke the token"
        danger
        act={() => deleteToken(token.id)}
        onClose={() => setAsking(false)}
        onDone={() => void client.invalidateQueries({ queryKey: tokensKey })}
      >
        <p>Whoever uses it is refused from now on. If it is the token of this session, you are signed out.</p>
      </Confirm>
    </>
  )
}
