import { Radio, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { imagesKey, importImage } from '~/api/images'
import { uploadImage } from '~/api/upload'
import { FormModal } from '~/forms/FormModal'
import { useFormErrors } from '~/forms/useFormErrors'
import { Bar } from '~/ui/Bar'
import { size } from '~/util/format'
import { FileInput } from './FileInput'
import classes from './ImportImage.module.css'
import { checkImport, emptyImport, type ImportDraft, importFields, nameOf } from './importDraft'

export function ImportImage({ onClose }: { onClose(): void }) {
  const [draft, setDraft] = useState<ImportDraft>(emptyImport)
  const [sent, setSent] = useState<{ bytes: number; of: number } | null>(null)
  const { errors, problem, found, refused } = useFormErrors(field => importFields.includes(field))
  const client = useQueryClient()
  const stop = useRef<AbortController | null>(null)
  const importing = useMutation({
    mutationFn: async () => {
      const name = draft.name.trim()
      const sha256 = draft.sha256.trim()
      if (draft.from === 'url') {
        await importImage({ name, url: draft.url.trim(), ...(sha256 === '' ? {} : { sha256 }) })
      } else if (draft.file !== null) {
        stop.current = new AbortController()
        const onProgress = (bytes: number, of: number) => setSent({ bytes, of })
        await uploadImage({ name, file: draft.file, sha256, signal: stop.current.signal, onProgress })
      }
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: imagesKey })
      onClose()
    },
    onError: refused,
    onSettled: () => setSent(null),
  })
  const close = () => {
    stop.current?.abort()
    onClose()
  }
  /** Where the bytes come from proposes a name, until the person chose one. */
  const from = (fields: Partial<ImportDraft>, source: string) => {
    const proposed = nameOf(draft.from === 'url' ? draft.url : (draft.file?.name ?? ''))
    setDraft({ ...draft, ...fields, name: draft.name === proposed ? nameOf(source) : draft.name })
  }
  return (
    <FormModal
      opened
      title="Import an image"
      verb="Import"
      pending={importing.isPending}
      problem={problem}
      onClose={close}
      onSubmit={() => found(checkImport(draft)) && importing.mutate()}
    >
      <p className="dim">
        A bootable disk, or a lone file system (ext4, XFS, btrfs) with a kernel and GRUB, as raw, qcow2, vmdk,
        vhd or vhdx, also compressed with gzip, xz or zstd.
      </p>
      <fieldset className={classes.choices}>
        <legend>From</legend>
        <Radio
          name="from"
          label="A URL that Metalwright can reach"
          checked={draft.from === 'url'}
          onChange={() => setDraft({ ...draft, from: 'url' })}
        />
        <Radio
          name="from"
          label="A file of this computer"
          checked={draft.from === 'file'}
          onChange={() => setDraft({ ...draft, from: 'file' })}
        />
      </fieldset>
      {draft.from === 'url' ? (
        <TextInput
          label="URL"
          required
          placeholder="https://images.example.com/debian-13.qcow2"
          value={draft.url}
          error={errors.url}
          onChange={event => from({ url: event.currentTarget.value }, event.currentTarget.value)}
        />
      ) : (
        <FileInput error={errors.file} onFile={file => from({ file }, file?.name ?? '')} />
      )}
      <TextInput
        label="Name"
        required
        value={draft.name}
        error={errors.name}
        onChange={event => setDraft({ ...draft, name: event.currentTarget.value })}
      />
      <TextInput
        label="SHA-256"
        description="Of the file as it is sent. Checked when given."
        value={draft.sha256}
        error={errors.sha256}
        onChange={event => setDraft({ ...draft, sha256: event.currentTarget.value })}
      />
      {sent === null ? null : (
        <div>
          <Bar percent={sent.of === 0 ? null : (sent.bytes / sent.of) * 100} label="Upload" />
          <span className="dim">
            {size(sent.bytes)} of {size(sent.of)} sent
          </span>
        </div>
      )}
    </FormModal>
  )
}
