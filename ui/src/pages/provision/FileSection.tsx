import { Button, Textarea, TextInput } from '@mantine/core'
import { Row } from '~/forms/Row'
import { Panel } from '~/ui/Panel'
import { type FileDraft, newFile } from './draft'
import classes from './ProvisionForm.module.css'
import { named, type SectionProps } from './sections'

export function FileSection({ draft, change, errors }: SectionProps) {
  const set = (i: number, fields: Partial<FileDraft>) =>
    change({ files: draft.files.map((file, at) => (at === i ? { ...file, ...fields } : file)) })
  return (
    <Panel
      title="Files"
      aside={
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => change({ files: [...draft.files, newFile()] })}
        >
          Add a file
        </Button>
      }
    >
      <div className={classes.fields}>
        {draft.files.length === 0 ? (
          <p className="dim">No file is written beside those of the image.</p>
        ) : null}
        {draft.files.map((file, i) => (
          <fieldset key={file.key} className={classes.item}>
            <legend>{file.path === '' ? `File ${i + 1}` : file.path}</legend>
            <Row>
              <TextInput
                label="Path"
                required
                placeholder="/etc/motd"
                value={file.path}
                onChange={event => set(i, { path: event.currentTarget.value })}
                {...named(`files.${i}.path`, errors)}
              />
              <TextInput
                label="Permissions"
                value={file.mode}
                onChange={event => set(i, { mode: event.currentTarget.value })}
                {...named(`files.${i}.mode`, errors)}
              />
              <TextInput
                label="Owner"
                value={file.owner}
                onChange={event => set(i, { owner: event.currentTarget.value })}
                {...named(`files.${i}.owner`, errors)}
              />
            </Row>
            <Textarea
              label="Content"
              rows={4}
              spellCheck={false}
              value={file.content}
              onChange={event => set(i, { content: event.currentTarget.value })}
              {...named(`files.${i}.content`, errors)}
            />
            <div className={classes.remove}>
              <Button
                size="compact-sm"
                variant="light"
                color="red"
                onClick={() => change({ files: draft.files.filter((_, at) => at !== i) })}
              >
                Remove file {file.path}
              </Button>
            </div>
          </fieldset>
        ))}
      </div>
    </Panel>
  )
}
