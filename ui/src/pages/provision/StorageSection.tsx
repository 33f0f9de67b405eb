import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import type { FileSystemType } from '~/api/types'
import { Row } from '~/forms/Row'
import { Panel } from '~/ui/Panel'
import { size } from '~/util/format'
import { diskName } from './draft'
import { whyNotDisk } from './erased'
import classes from './ProvisionForm.module.css'
import { type HardwareProps, named } from './sections'
import { type FileSystemDraft, type MountDraft, newFileSystem, newMount } from './storage'

const types: FileSystemType[] = ['ext4', 'xfs', 'swap']

/** File systems beside the image's own, and what is mounted besides. */
export function StorageSection({ draft, change, errors, machine }: HardwareProps) {
  const { storage } = draft
  const set = (fields: Partial<typeof storage>) => change({ storage: { ...storage, ...fields } })
  const setFileSystem = (i: number, fields: Partial<FileSystemDraft>) =>
    set({ fileSystems: storage.fileSystems.map((each, at) => (at === i ? { ...each, ...fields } : each)) })
  const setMount = (i: number, fields: Partial<MountDraft>) =>
    set({ mounts: storage.mounts.map((each, at) => (at === i ? { ...each, ...fields } : each)) })
  const disks = [
    { value: '', label: 'The root’s, behind it' },
    ...(machine.hardware?.disks ?? [])
      .filter(disk => whyNotDisk(disk, null) === null)
      .map(disk => ({
        value: diskName(disk) ?? '',
        label: `${diskName(disk)}, ${size(disk.bytes)}, erased`,
      })),
  ]
  return (
    <Panel
      title="Further file systems"
      aside={
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => set({ fileSystems: [...storage.fileSystems, newFileSystem()] })}
          >
            Add a file system
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => set({ mounts: [...storage.mounts, newMount()] })}
          >
            Add a mount
          </Button>
        </Group>
      }
    >
      <div className={classes.fields}>
        <TextInput
          label="Size of the root file system"
          placeholder="all of its disk"
          maw={360}
          value={storage.rootSize}
          onChange={event => set({ rootSize: event.currentTarget.value })}
          {...named('storage.rootSize', errors)}
        />
        {storage.fileSystems.map((each, i) => (
          <fieldset key={each.key} className={classes.item}>
            <legend>{each.mount === '' ? `File system ${i + 1}` : each.mount}</legend>
            <Row>
              <NativeSelect
                label="Type"
                data={types}
                value={each.type}
                onChange={event => setFileSystem(i, { type: event.currentTarget.value as FileSystemType })}
                {...named(`storage.fileSystems.${i}.type`, errors)}
              />
              <TextInput
                label="Mount point"
                placeholder={each.type === 'swap' ? 'none' : '/srv'}
                disabled={each.type === 'swap'}
                value={each.type === 'swap' ? '' : each.mount}
                onChange={event => setFileSystem(i, { mount: event.currentTarget.value })}
                {...named(`storage.fileSystems.${i}.mount`, errors)}
              />
              <TextInput
                label="Size"
                placeholder="the rest of the disk"
                value={each.size}
                onChange={event => setFileSystem(i, { size: event.currentTarget.value })}
                {...named(`storage.fileSystems.${i}.size`, errors)}
              />
            </Row>
            <Row>
              <NativeSelect
                label="Disk"
                data={disks}
                value={each.disk}
                onChange={event => setFileSystem(i, { disk: event.currentTarget.value })}
                {...named(`storage.fileSystems.${i}.disk`, errors)}
              />
              <TextInput
                label="Label"
                value={each.label}
                onChange={event => setFileSystem(i, { label: event.currentTarget.value })}
                {...named(`storage.fileSystems.${i}.label`, errors)}
              />
              <TextInput
                label="Options"
                placeholder="defaults"
                value={each.options}
                onChange={event => setFileSystem(i, { options: event.currentTarget.value })}
                {...named(`storage.fileSystems.${i}.options`, errors)}
              />
            </Row>
            <div className={classes.remove}>
              <Button
                size="compact-sm"
                variant="light"
                color="red"
                onClick={() => set({ fileSystems: storage.fileSystems.filter((_, at) => at !== i) })}
              >
                Remove file system {each.mount}
              </Button>
            </div>
          </fieldset>
        ))}
        {storage.mounts.map((each, i) => (
          <fieldset key={each.key} className={classes.item}>
            <legend>{each.where === '' ? `Mount ${i + 1}` : each.where}</legend>
            <Row>
              <TextInput
                label="What"
                placeholder="nas:/export"
                value={each.what}
                onChange={event => setMount(i, { what: event.currentTarget.value })}
                {...named(`storage.mounts.${i}.what`, errors)}
              />
              <TextInput
                label="Where"
                placeholder="/mnt/export"
                value={each.where}
                onChange={event => setMount(i, { where: event.currentTarget.value })}
                {...named(`storage.mounts.${i}.where`, errors)}
              />
              <TextInput
                label="Type"
                value={each.type}
                onChange={event => setMount(i, { type: event.currentTarget.value })}
                {...named(`storage.mounts.${i}.type`, errors)}
              />
              <TextInput
                label="Options"
                placeholder="defaults"
                value={each.options}
                onChange={event => setMount(i, { options: event.currentTarget.value })}
                {...named(`storage.mounts.${i}.options`, errors)}
              />
            </Row>
            <div className={classes.remove}>
              <Button
                size="compact-sm"
                variant="light"
                color="red"
                onClick={() => set({ mounts: storage.mounts.filter((_, at) => at !== i) })}
              >
                Remove mount {each.where}
              </Button>
            </div>
          </fieldset>
        ))}
      </div>
    </Panel>
  )
}
