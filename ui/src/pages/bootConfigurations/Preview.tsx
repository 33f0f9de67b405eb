import { Modal, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { bootPreview } from '~/api/bootConfigurations'
import { machineList } from '~/api/machines'
import { Loading } from '~/ui/Loading'
import { Note } from '~/ui/Note'
import { ProblemNote } from '~/ui/ProblemNote'
import { kindsOf } from './bootConfigurationDraft'
import { documentKinds } from './documentKinds'
import classes from './Preview.module.css'

/** What one machine would fetch. */
export function Preview({ name, onClose }: { name: string; onClose(): void }) {
  const [machine, setMachine] = useState('')
  const machines = useQuery(machineList({ size: 500, sort: 'name,asc' }))
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Preview of ${name}`}
      size="xl"
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {machines.isError ? <ProblemNote error={machines.error} /> : null}
      <NativeSelect
        label="Machine"
        value={machine}
        data={[
          { value: '', label: 'Choose a machine' },
          ...(machines.data?.items.map(each => ({ value: each.id, label: each.name })) ?? []),
        ]}
        onChange={event => setMachine(event.currentTarget.value)}
      />
      {machine === '' ? null : <Documents name={name} machine={machine} />}
    </Modal>
  )
}

function Documents({ name, machine }: { name: string; machine: string }) {
  const query = useQuery(bootPreview(name, machine))
  if (query.isError) return <ProblemNote error={query.error} />
  if (query.data === undefined) return <Loading pending={query.isPending} />
  const { applies, documents } = query.data
  return (
    <>
      {applies ? null : (
        <Note tone="warn" title="It is not for this machine">
          The machine is of another site, or neither it nor its segment is named. It would look so:
        </Note>
      )}
      {kindsOf(documents).map(kind => (
        <section key={kind} aria-label={documentKinds[kind].word}>
          <h3 className={classes.title}>{documentKinds[kind].word}</h3>
          {/* Long lines are scrolled, for which the keyboard needs the focus. */}
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable */}
          <pre className={classes.text} tabIndex={0}>
            {documents[kind]}
          </pre>
        </section>
      ))}
    </>
  )
}
