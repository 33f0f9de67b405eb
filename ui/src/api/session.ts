import { useSyncExternalStore } from 'react'

/** The token of this tab. It lives in sessionStorage: gone with the tab, never on disk for the next person. */
const KEY = 'metalwright.token'

let reason: string | null = null
const listeners = new Set<() => void>()

function tell() {
  for (const listener of listeners) listener()
}

export function token(): string | null {
  return sessionStorage.getItem(KEY)
}

export function signIn(value: string) {
  reason = null
  sessionStorage.setItem(KEY, value)
  tell()
}

export function signOut(why: string | null = null) {
  if (token() === null) return
  reason = why
  sessionStorage.removeItem(KEY)
  tell()
}

/** Why the last session ended, where it was not the person's own wish. */
export function signOutReason(): string | null {
  return reason
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function useToken(): string | null {
  return useSyncExternalStore(subscribe, token)
}
