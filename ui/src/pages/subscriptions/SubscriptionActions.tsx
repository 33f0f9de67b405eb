import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { deleteSubscription, subscriptionsKey, testSubscription } from '~/api/subscriptions'
import type { Subscription } from '~/api/types'
import { ProblemNote } from '~/ui/ProblemNote'
import { RemoveRow } from '~/ui/RemoveRow'
import { Deliveries } from './Deliveries'

export function SubscriptionActions({ subscription }: { subscription: Subscription }) {
  const [looking, setLooking] = useState(false)
  const client = useQueryClient()
  const { name } = subscription
  const testing = useMutation({
    mutationFn: () => testSubscription(name),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: [...subscriptionsKey, name] })
      setLooking(true)
    },
  })
  return (
    <>
      {testing.isError ? <ProblemNote error={testing.error} /> : null}
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Test ${name}`}
        loading={testing.isPending}
        onClick={() => testing.mutate()}
      >
        Test
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-label={`Sent to ${name}`}
        onClick={() => setLooking(true)}
      >
        Sent
      </Button>
      <RemoveRow
        verb="Delete"
        kind="subscription"
        name={name}
        list={subscriptionsKey}
        act={() => deleteSubscription(name)}
      >
        <p>What is on its way there is not sent any more, and its key is forgotten.</p>
      </RemoveRow>
      {looking ? <Deliveries name={name} onClose={() => setLooking(false)} /> : null}
    </>
  )
}
