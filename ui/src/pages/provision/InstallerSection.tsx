import { Textarea, TextInput } from '@mantine/core'
import { Row } from '~/forms/Row'
import { Panel } from '~/ui/Panel'
import classes from './ProvisionForm.module.css'
import { named, type SectionProps } from './sections'

/** Of an image that is a distribution's disc: its own installer puts the system on the disk. */
export function InstallerSection({ draft, change, errors }: SectionProps) {
  const { installer } = draft
  const set = (fields: Partial<typeof installer>) => change({ installer: { ...installer, ...fields } })
  return (
    <Panel title="Installer">
      <div className={classes.fields}>
        <Row>
          <TextInput
            label="Package mirror"
            description="Needed where the disc holds no packages, as Debian’s network installer"
            placeholder="http://deb.debian.org/debian"
            value={installer.mirror}
            onChange={event => set({ mirror: event.currentTarget.value })}
            {...named('installer.mirror', errors)}
          />
          <TextInput
            label="Proxy"
            description="By which the mirror is reached; left empty: none"
            value={installer.proxy}
            onChange={event => set({ proxy: event.currentTarget.value })}
            {...named('installer.proxy', errors)}
          />
          <TextInput
            label="Kernel arguments"
            description="Further words for the installer’s kernel"
            value={installer.arguments}
            onChange={event => set({ arguments: event.currentTarget.value })}
            {...named('installer.arguments', errors)}
          />
        </Row>
        <Textarea
          label="Answers"
          description="Preseed, kickstart, autoinstall or AutoYaST instead of Metalwright’s own, with words such as {{hostname}}, {{disk}} and {{report}}. Everybody can read them: no secrets."
          rows={4}
          spellCheck={false}
          value={installer.answers}
          onChange={event => set({ answers: event.currentTarget.value })}
          {...named('installer.answers', errors)}
        />
      </div>
    </Panel>
  )
}
