import { Button, Modal } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import classes from './Confirm.module.css'
import { ProblemNote } from './ProblemNote'

interface Props {
  opened: boolean
  title: string
  /** What the button does, as a verb: never only "OK". */
  verb: string
  danger?: boolean
  act(): Promise<unknown>
  onClose(): void
  onDone?(): void
  children: ReactNode
}

/** Asks before something that cannot be taken back, and shows why it was refused. */
export function Confirm({ opened, title, verb, danger = false, act, onClose, onDone, children }: Props) {
  const acting = useMutation({
    mutationFn: act,
    onSuccess: () => {
      onClose()
      onDone?.()
    },
  })
  const close = () => {
    acting.reset()
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
