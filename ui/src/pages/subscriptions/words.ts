import type { DeliveryState, MailSecurity, NoticeEvent, Subscription } from '~/api/types'
import type { Look } from '~/ui/states'

export const eventWords: Record<NoticeEvent, string> = {
  waiting: 'Waits for a person',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
  alert: 'A machine is not well',
  'alert-cleared': 'It is well again',
  test: 'Test',
}

/** What one can want to be told of; a test is sent when somebody asks for it. */
export const choices: NoticeEvent[] = ['waiting', 'done', 'cancelled', 'failed', 'alert', 'alert-cleared']

export const deliveryLooks: Record<DeliveryState, Look> = {
  pending: { word: 'On its way', tone: 'busy' },
  delivered: { word: 'Delivered', tone: 'good' },
  failed: { word: 'Given up', tone: 'bad' },
}

export const securityWords: Record<MailSecurity, string> = {
  starttls: 'STARTTLS',
  tls: 'TLS from the start',
  none: 'None',
}

/** Where notices go, on one line. */
export function target(subscription: Subscription): string {
  return subscription.webhook?.url ?? subscription.email?.to.join(', ') ?? ''
}

/** Of which runs, on one line. */
export function about(subscription: Subscription): string {
  const parts = [
    ...subscription.events.map(event => eventWords[event].toLowerCase()),
    ...subscription.kinds,
    ...subscription.machines,
    ...subscription.sites,
  ]
  return parts.length === 0 ? 'everything' : parts.join(', ')
}
