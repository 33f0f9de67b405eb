import { Checkbox, NativeSelect, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addSubscription, subscriptionsKey } from '~/api/subscriptions'
import type { EnteredSubscription, MailSecurity, NoticeEvent } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import { Row } from '~/forms/Row'
import { useFormErrors } from '~/forms/useFormErrors'
import { statesOf } from '~/ui/states'
import {
  checkSubscription,
  draftField,
  emptySubscription,
  type SubscriptionDraft,
  subscriptionOf,
} from './subscriptionDraft'
import { choices, eventWords, securityWords } from './words'

export function AddSubscription({
  onClose,
  onEntered,
}: {
  onClose(): void
  onEntered(subscription: EnteredSubscription): void
}) {
  const [draft, setDraft] = useState<SubscriptionDraft>(emptySubscription)
  const { errors, problem, found, refused } = useFormErrors(field => field in emptySubscription, draftField)
  const client = useQueryClient()
  const adding = useMutation({
    mutationFn: () => addSubscription(subscriptionOf(draft)),
    onSuccess: entered => {
      void client.invalidateQueries({ queryKey: subscriptionsKey })
      onEntered(entered)
      onClose()
    },
    onError: refused,
  })
  const field = (name: Exclude<keyof SubscriptionDraft, 'events'>) => ({
    value: draft[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  })
  return (
    <FormModal
      opened
      title="Add a subscription"
      verb="Add"
      pending={adding.isPending}
      problem={problem}
      onClose={onClose}
      onSubmit={() => found(checkSubscription(draft)) && adding.mutate()}
    >
      <TextInput label="Name" required data-autofocus {...field('name')} />
      <SegmentedControl
        aria-label="How they are told"
        data={[
          { value: 'webhook', label: 'Webhook' },
          { value: 'email', label: 'E-mail' },
        ]}
        value={draft.way}
        onChange={way => setDraft({ ...draft, way: way as SubscriptionDraft['way'] })}
      />
      {draft.way === 'webhook' ? (
        <TextInput
          label="URL"
          description="Notices are posted there as JSON, signed with a key that is shown once."
          required
          placeholder="https://hooks.example/metalwright"
          {...field('url')}
        />
      ) : (
        <>
          <TextInput label="To" required placeholder="ops@example.org, night@example.org" {...field('to')} />
          <TextInput label="From" required placeholder="metalwright@example.org" {...field('from')} />
          <Row>
            <TextInput label="Mail server" required placeholder="mail.example.org" {...field('host')} />
            <TextInput label="Port" inputMode="numeric" {...field('port')} />
            <NativeSelect
              label="Security"
              data={statesOf(securityWords).map(value => ({ value, label: securityWords[value] }))}
              value={draft.security}
              onChange={event => setDraft({ ...draft, security: event.currentTarget.value as MailSecurity })}
            />
          </Row>
          <Row>
            <TextInput label="User" description="Where the server wants a login" {...field('user')} />
            <PasswordInput label="Password" description="Kept sealed, never shown" {...field('password')} />
          </Row>
        </>
      )}
      <Checkbox.Group
        label="When a run"
        value={draft.events}
        error={errors.events}
        onChange={events => setDraft({ ...draft, events: events as NoticeEvent[] })}
      >
        <Row>
          {choices.map(event => (
            <Checkbox key={event} value={event} label={eventWords[event]} />
          ))}
        </Row>
      </Checkbox.Group>
      <TextInput label="Machines" description="Ids or names; empty: all" {...field('machines')} />
    </FormModal>
  )
}
