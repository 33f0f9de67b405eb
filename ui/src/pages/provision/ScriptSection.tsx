import { Textarea } from '@mantine/core'
import { Panel } from '~/ui/Panel'
import classes from './ProvisionForm.module.css'
import { named, type SectionProps } from './sections'

export function ScriptSection({ draft, change, errors }: SectionProps) {
  return (
    <Panel title="Scripts">
      <div className={classes.fields}>
        <Textarea
          label="Post-install script"
          description="POSIX shell, run in the installed system before its first boot. Its output is kept with the run."
          placeholder={'#!/bin/sh\nset -eu\n'}
          rows={4}
          spellCheck={false}
          value={draft.postInstall}
          onChange={event => change({ postInstall: event.currentTarget.value })}
          {...named('postInstall', errors)}
        />
        <Textarea
          label="cloud-init user-data"
          description="Given to cloud-init beside what Metalwright writes; the image must have cloud-init."
          placeholder={'#cloud-config\n'}
          rows={4}
          spellCheck={false}
          value={draft.cloudInit}
          onChange={event => change({ cloudInit: event.currentTarget.value })}
          {...named('cloudInit', errors)}
        />
      </div>
    </Panel>
  )
}
