import { Button, Modal } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { ProblemNote } from '~/ui/ProblemNote'
import classes from './FormModal.module.css'

interface Props {
  opened: boolean
  title: string
  verb: string
  danger?: boolean
  pending: boolean
  /** A refusal that belongs to no field of the form. */
  problem: unknown
  onSubmit(): void
  onClose(): void
  children: ReactNode
}

export function FormModal({
  opened,
  title,
  verb,
  danger = false,
  pending,
  problem,
  onSubmit,
  onClose,
  children,
}: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="lg"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {children}
        {problem === null || problem === undefined ? null : <ProblemNote error={problem} />}
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            Back
          </Button>
          <Button type="submit" color={danger ? 'red' : undefined} loading={pending}>
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
