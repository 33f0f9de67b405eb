import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { queryClient } from '~/api/client'
import { json } from '~/api/http'
import { asProblem } from '~/api/problem'
import { signIn, signOutReason } from '~/api/session'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import classes from './SignInPage.module.css'

/** Asks for something small with the token, so that a wrong one is told here and not on the next page. */
async function check(token: string) {
  await json('/machines', { query: { size: 1 }, headers: { Authorization: `Bearer ${token}` } })
  return token
}

export function SignInPage() {
  const [token, setToken] = useState('')
  const checking = useMutation({
    mutationFn: check,
    onSuccess: accepted => {
      queryClient.clear()
      signIn(accepted)
    },
  })
  useEffect(() => {
    document.title = 'Sign in · Metalwright'
  }, [])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    checking.mutate(token.trim())
  }
  const refused = checking.isError && asProblem(checking.error).status === 401
  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={submit}>
        <div className={classes.brand}>
          <img src="/favicon.svg" alt="" width={36} height={36} />
          <h1>Metalwright</h1>
        </div>
        {signOutReason() === null || checking.isError ? null : <Note tone="warn">{signOutReason()}</Note>}
        <PasswordInput
          label="Access token"
          description="It reads like mw_ and 43 more characters."
          required
          autoComplete="off"
          autoFocus
          value={token}
          onChange={event => setToken(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
          error={refused ? 'The API does not know this token, or it was revoked.' : undefined}
        />
        {checking.isError && !refused ? <ProblemNote error={checking.error} /> : null}
        <Button type="submit" loading={checking.isPending} disabled={token.trim() === ''}>
          Sign in
        </Button>
        <details className={classes.help}>
          <summary>Where do I find a token?</summary>
          <p>
            <code>./metalwright up</code> prints the first one when it starts, and keeps it in the file{' '}
            <code>admin-token</code> of its data folder (<code>./var/admin-token</code> unless{' '}
            <code>--data</code> named another). Whoever is signed in can make more under Tokens.
          </p>
          <p>The token stays in this browser tab only, and is forgotten when the tab is closed.</p>
        </details>
      </form>
    </main>
  )
}
