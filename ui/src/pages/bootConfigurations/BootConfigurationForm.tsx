import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  addBootConfiguration,
  bootConfigurationsKey,
  changeBootConfiguration,
} from '~/api/bootConfigurations'
import { siteList } from '~/api/segments'
import type { BootConfiguration, DocumentKind } from '~/api/types'
import { FormModal } from '~/forms/FormModal'
import { Row } from '~/forms/Row'
import { useFormErrors } from '~/forms/useFormErrors'
import {
  checkBootConfiguration,
  configurationOf,
  documentField,
  draftOf,
  kindsOf,
} from './bootConfigurationDraft'
import { allKinds, documentKinds, documentWords } from './documentKinds'

/** @param configuration the one that is written anew, or null for a new one */
export function BootConfigurationForm({
  configuration,
  onClose,
}: {
  configuration: BootConfiguration | null
  onClose(): void
}) {
  const [draft, setDraft] = useState(() => draftOf(configuration))
  const kinds = kindsOf(draft.documents)
  const form = useFormErrors(field => field in draft || kinds.some(kind => documentField(kind) === field))
  const sites = useQuery(siteList())
  const client = useQueryClient()
  const saving = useMutation({
    mutationFn: () =>
      (configuration === null ? addBootConfiguration : changeBootConfiguration)(configurationOf(draft)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: bootConfigurationsKey })
      onClose()
    },
    onError: form.refused,
  })
  const field = (name: 'name' | 'site' | 'machines' | 'segments') => ({
    value: draft[name],
    error: form.errors[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  })
  const write = (kind: DocumentKind, text: string | undefined) => {
    const { [kind]: _, ...others } = draft.documents
    setDraft({ ...draft, documents: text === undefined ? others : { ...others, [kind]: text } })
  }
  return (
    <FormModal
      opened
      title={configuration === null ? 'Add boot documents' : `Change ${configuration.name}`}
      verb={configuration === null ? 'Add' : 'Save'}
      pending={saving.isPending}
      problem={form.problem}
      onClose={onClose}
      onSubmit={() => form.found(checkBootConfiguration(draft)) && saving.mutate()}
    >
      <Row>
        <TextInput
          label="Name"
          required
          data-autofocus
          disabled={configuration !== null}
          {...field('name')}
        />
        <NativeSelect
          label="Site"
          disabled={configuration !== null}
          data={sites.data?.items.map(site => site.name) ?? [draft.site]}
          {...field('site')}
        />
      </Row>
      <Row>
        <TextInput
          label="Machines"
          description="Ids or MAC addresses. With neither machines nor segments it is for all of the site."
          {...field('machines')}
        />
        <TextInput label="Segments" description="For all of their machines." {...field('segments')} />
      </Row>
      {kinds.map(kind => (
        <div key={kind}>
          <Textarea
            label={documentKinds[kind].word}
            description={documentKinds[kind].meaning}
            autosize
            minRows={4}
            maxRows={16}
            spellCheck={false}
            value={draft.documents[kind]}
            error={form.errors[documentField(kind)]}
            onChange={event => write(kind, event.currentTarget.value)}
          />
          <Button
            size="compact-xs"
            variant="subtle"
            color="red"
            aria-label={`Leave out ${documentKinds[kind].word}`}
            onClick={() => write(kind, undefined)}
          >
            Leave out
          </Button>
        </div>
      ))}
      <NativeSelect
        label="Add a document"
        description={`It may name, between double braces: ${documentWords.join(', ')}.`}
        error={form.errors.documents}
        value=""
        data={[
          { value: '', label: 'Choose what reads it' },
          ...allKinds
            .filter(kind => !kinds.includes(kind))
            .map(kind => ({
              value: kind,
              label: `${documentKinds[kind].word}: ${documentKinds[kind].meaning}`,
            })),
        ]}
        onChange={event => {
          const kind = allKinds.find(each => each === event.currentTarget.value)
          if (kind !== undefined) write(kind, documentKinds[kind].beginning)
        }}
      />
    </FormModal>
  )
}
