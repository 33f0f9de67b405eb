import type { MailSecurity, NewSubscription, NoticeEvent } from '~/api/types'
import type { FieldErrors } from '~/forms/fields'
import { words } from '~/forms/patterns'

export const emptySubscription = {
  name: '',
  way: 'webhook' as 'webhook' | 'email',
  url: '',
  to: '',
  from: '',
  host: '',
  port: '',
  security: 'starttls' as MailSecurity,
  user: '',
  password: '',
  events: ['waiting', 'done', 'cancelled', 'failed', 'alert', 'alert-cleared'] as NoticeEvent[],
  machines: '',
}

export type SubscriptionDraft = typeof emptySubscription

/** The API names the fields of a way below it: `webhook.url`. */
export function draftField(field: string): string {
  return field.replace(/^(webhook|email)\./, '')
}

export function subscriptionOf(draft: SubscriptionDraft): NewSubscription {
  const common = { name: draft.name.trim(), events: draft.events, machines: words(draft.machines) }
  if (draft.way === 'webhook') return { ...common, webhook: { url: draft.url.trim() } }
  const user = draft.user.trim()
  return {
    ...common,
    email: {
      to: words(draft.to),
      from: draft.from.trim(),
      host: draft.host.trim(),
      security: draft.security,
      ...(draft.port.trim() === '' ? {} : { port: Number(draft.port) }),
      ...(user === '' ? {} : { user, password: draft.password }),
    },
  }
}

export function checkSubscription(draft: SubscriptionDraft): FieldErrors {
  const errors: FieldErrors = {}
  if (draft.name.trim() === '') errors.name = 'Give the subscription a name.'
  if (draft.events.length === 0) errors.events = 'Choose at least one.'
  if (draft.way === 'webhook') {
    if (!/^https?:\/\/\S+$/.test(draft.url.trim()))
      errors.url = 'An address reads like https://hooks.example/x.'
    return errors
  }
  const strange = words(draft.to).find(address => !address.includes('@'))
  if (words(draft.to).length === 0) errors.to = 'Say who gets the letters.'
  else if (strange !== undefined) errors.to = `“${strange}” is no address.`
  if (!draft.from.includes('@')) errors.from = 'Say from whom the letters come.'
  if (draft.host.trim() === '') errors.host = 'Say which server takes the letters.'
  if (draft.port.trim() !== '' && !/^\d{1,5}$/.test(draft.port.trim())) errors.port = 'A port is a number.'
  if (draft.user.trim() !== '' && draft.password === '') errors.password = 'A login needs a password.'
  return errors
}
