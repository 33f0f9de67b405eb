import { Button, Modal, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import classes from './Confirm.module.css'
import { ProblemNote } from './ProblemNote'

interface Props {
  opened: boolean
  title: string
  /** What the button does, as a verb: never only "OK". */
  verb: string
  danger?: boolean
  /** Label of a field for why it is done, where that is kept. */
  reasonLabel?: string
  act(reason?: string): Promise<unknown>
  onClose(): void
  onDone?(): void
  children: ReactNode
}

/** Asks before something that cannot be taken back, and shows why it was refused. */
export function Confirm({
  opened,
  title,
  verb,
  danger = false,
  reasonLabel,
  act,
  onClose,
  onDone,
  children,
}: Props) {
  const [reason, setReason] = useState('')
  const acting = useMutation({
    mutationFn: () => act(reason.trim() === '' ? undefined : reason.trim()),
    onSuccess: () => {
      onClose()
      onDone?.()
    },
  })
  const close = () => {
    acting.reset()
    setReason('')
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.body}>
        {children}
        {reasonLabel === undefined ? null : (
          <Textarea
            label={reasonLabel}
            description="Kept in the run's log."
            rows={2}
            data-autofocus
            value={reason}
            onChange={event => setReason(event.currentTarget.value)}
          />
        )}
        {acting.isError ? <ProblemNote error={acting.error} /> : null}
        <div className={classes.buttons}>
          <Button variant="default" onClick={close}>
            Back
          </Button>
          <Button color={danger ? 'red' : 'blue'} loading={acting.isPending} onClick={() => acting.mutate()}>
            {verb}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
