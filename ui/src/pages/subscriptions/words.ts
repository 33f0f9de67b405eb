import type { DeliveryState, MailSecurity, NoticeEvent, Subscription } from '~/api/types'
import type { Look } from '~/ui/states'

export const eventWords: Record<NoticeEvent, string> = {
  waiting: 'Waits for a person',
  done: 'Done',
  cancelled: 'Cancelled',
  failed: 'Failed',
  test: 'Test',
}

/** What a run can be told as; a test is none of a run's. */
export const runEvents: NoticeEvent[] = ['waiting', 'done', 'cancelled', 'failed']

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
  return parts.length === 0 ? 'every run' : parts.join(', ')
}
