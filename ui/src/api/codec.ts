import { authorization } from './http'

/**
 * Lets this browser's Temporal UI open payloads, which lie sealed in Temporal: it has no token to send, only the cookie that this sets. Where it
 * fails, that UI shows them sealed.
 */
export function openPayloads(): void {
  void fetch('/codec/session', { method: 'POST', headers: authorization() }).catch(() => undefined)
}

/** Takes that cookie back, which no page can read: to be called while the token is still known. */
export function closePayloads(): void {
  void fetch('/codec/session', { method: 'DELETE', headers: authorization(), keepalive: true }).catch(
    () => undefined,
  )
}
