import type { Machine, OperationKind } from '~/api/types'
import { lines } from '~/forms/patterns'
import { whyBusy, whyNoBootOs } from './allowed'

/** A field of the form of an operation. What is left empty is left out of the spec, so that the API's default counts. */
export interface OperationField {
  label: string
  description?: string
  /** Lines become a list, and a box that is ticked what `ticked` says. */
  input:
    | 'text'
    | 'secret'
    | 'area'
    | 'lines'
    | 'check'
    | { choices: Record<string, string> }
    | { ticked: unknown }
  required?: boolean
}

/** How a kind of run is started from a machine's menu. */
export interface Operation {
  verb: string
  /** What will happen, said before it does. */
  effect: string
  /** Whether data on the machine is destroyed. */
  danger: boolean
  whyNot(machine: Machine): string | null
  fields: Record<string, OperationField>
}

const disks: OperationField = {
  label: 'Disks',
  description: 'Serial numbers or WWNs, one a line. Left empty: all fixed disks.',
  input: 'lines',
}

/** How a distribution's own installer installs, where the image is its disc. */
const installer: Record<string, OperationField> = {
  'installer.mirror': {
    label: 'Package mirror of an installer',
    description: 'Where the image is a distribution’s disc. All four left empty: the same as before.',
    input: 'text',
  },
  'installer.proxy': { label: 'Its proxy', input: 'text' },
  'installer.arguments': { label: 'Its kernel’s further arguments', input: 'text' },
  'installer.answers': {
    label: 'Its answers',
    description: 'Preseed, kickstart, autoinstall or AutoYaST, instead of Metalwright’s own. No secrets.',
    input: 'area',
  },
}

/** How the installed system is logged in to. */
const systemLogin = (when: string): Record<string, OperationField> => ({
  'system.user': {
    label: 'User of the system',
    description: `${when}root when empty; else one who may use sudo without a password`,
    input: 'text',
  },
  'system.password': {
    label: 'Its password',
    description: 'Kept sealed; this or a private key',
    input: 'secret',
  },
  'system.privateKey': {
    label: 'Its private key',
    description: 'Kept sealed, in OpenSSH’s or PEM form',
    input: 'area',
  },
})

/** To offer another kind of run: its row. */
export const operations: Partial<Record<OperationKind, Operation>> = {
  register: {
    verb: 'Register',
    effect:
      'Waits for the machine to boot BootOS from the network (switch it on, where no BMC is known), collects its hardware and sets up its BMC. No disk is touched.',
    danger: false,
    whyNot: machine =>
      whyBusy(machine) ??
      (machine.state === 'deployed' || machine.state === 'adopted'
        ? 'The machine is in use: release it first.'
        : null),
    fields: {},
  },
  inspect: {
    verb: 'Inspect',
    effect:
      'The machine restarts into BootOS, its hardware is collected anew, and it is left as it was: off, or booted from its disk. What runs on it is interrupted, unless only its BMC is asked.',
    danger: false,
    whyNot: machine => (machine.bmc === null ? whyNoBootOs(machine) : whyBusy(machine)),
    fields: {
      outOfBand: {
        label: 'Only ask its BMC (Redfish): the machine is left alone',
        input: 'check',
      },
    },
  },
  reinstall: {
    verb: 'Reinstall',
    effect:
      'The system on this machine is destroyed with all its data, and the machine is installed once more as it was: same image, name, disks, users and files, unless something else is said here.',
    danger: true,
    whyNot: machine =>
      whyNoBootOs(machine) ?? (machine.image === null ? 'No system of ours is on this machine.' : null),
    fields: {
      image: { label: 'Image', description: 'Left empty: the same as before.', input: 'text' },
      hostname: { label: 'Host name', description: 'Left empty: the same as before.', input: 'text' },
      ...installer,
    },
  },
  release: {
    verb: 'Release',
    effect:
      'RAID, partitions and signatures on its disks are destroyed: all data is lost. Its address is given back, and the machine is switched off and available.',
    danger: true,
    whyNot: whyNoBootOs,
    fields: { disks },
  },
  clean: {
    verb: 'Clean',
    effect:
      'Every disk is erased in full, which takes hours where a disk cannot erase itself, unless only its metadata is. All data is lost.',
    danger: true,
    whyNot: machine =>
      whyNoBootOs(machine) ??
      (machine.state === 'deployed' || machine.state === 'adopted'
        ? 'The machine is in use: release it first.'
        : null),
    fields: {
      erase: {
        label: 'How',
        input: {
          choices: { '': 'By the disk itself where it can, else overwritten', overwrite: 'Overwritten' },
        },
      },
      scope: {
        label: 'What',
        description: 'The BMC is started anew; what it cannot do is passed over',
        input: {
          choices: {
            '': 'Its disks',
            machine: 'Its BMC, its password, BIOS settings and secure boot keys too',
          },
        },
      },
      priorities: {
        label: 'Only its metadata: partitions and signatures',
        description:
          'Takes seconds; the data itself stays on the disks and can be read by whoever looks for it',
        input: { ticked: { 'wipe-metadata': 10, 'erase-disks': 0 } },
      },
      disks,
    },
  },
  rescue: {
    verb: 'Rescue',
    effect:
      'The machine restarts into BootOS and waits there for you to log in by SSH. What runs on it is interrupted; no disk is touched. When you tell the run to go on, it goes back to where it was.',
    danger: false,
    whyNot: whyNoBootOs,
    fields: {
      sshKeys: {
        label: 'SSH public keys',
        description: 'One a line, of those who may log in as root.',
        input: 'lines',
        required: true,
      },
    },
  },
  convert: {
    verb: 'Convert',
    effect:
      'Logs in to the installed system and makes it a host of virtual machines: libvirt and KVM are installed by its package manager, with the default network and pool. The way back takes the same packages away, and is refused while guests run.',
    danger: false,
    whyNot: machine =>
      whyBusy(machine) ??
      (machine.state === 'deployed' || machine.state === 'adopted'
        ? null
        : 'The machine holds no system: provision or adopt it first.'),
    fields: {
      role: { label: 'To', input: { choices: { '': 'KVM host', plain: 'No KVM host any more' } } },
      ...systemLogin(''),
      mirror: {
        label: 'Package mirror',
        description: 'Left empty: where the system takes its packages from',
        input: 'text',
      },
      mirrorKey: {
        label: 'Its public key',
        description: 'In ASCII armour; left empty: the distribution’s',
        input: 'area',
      },
    },
  },
  runbook: {
    verb: 'Runbook',
    effect: 'The machine goes through the steps of a runbook, as they are now.',
    danger: false,
    whyNot: whyBusy,
    fields: {
      runbook: { label: 'Runbook', description: 'Its name', input: 'text', required: true },
      disks: { ...disks, description: `Where it erases disks. ${disks.description}` },
      ...systemLogin('Where a script runs in the installed system. '),
    },
  },
  adopt: {
    verb: 'Adopt',
    effect:
      'Logs in to the system that runs on the machine, reads what it is made of, and takes it in as it is. Nothing on it is written, installed or restarted.',
    danger: false,
    whyNot: whyBusy,
    fields: {
      address: {
        label: 'Address',
        description: 'Where its system answers SSH',
        input: 'text',
        required: true,
      },
      user: {
        label: 'User',
        description: 'root when empty; else one who may use sudo without a password',
        input: 'text',
      },
      password: { label: 'Password', description: 'Kept sealed; this or a private key', input: 'secret' },
      privateKey: {
        label: 'Private key',
        description: 'Kept sealed, in OpenSSH’s or PEM form',
        input: 'area',
      },
      hostKey: {
        label: 'Host key',
        description: 'What it must show; empty: what it shows first counts',
        input: 'text',
      },
    },
  },
  rotate: {
    verb: 'Rotate BMC password',
    effect:
      'The user by which the BMC is managed gets another password, made up here and told to nobody. The old one is kept until the BMC has let in with the new one. The machine itself is left alone.',
    danger: false,
    whyNot: machine => (machine.bmc === null ? 'No BMC of this machine is known.' : whyBusy(machine)),
    fields: {},
  },
  capture: {
    verb: 'Capture',
    effect:
      'The system is shut down, the machine restarts into BootOS, and its disk is read into an image; then the machine is left as it was. Nothing on it is changed.',
    danger: false,
    whyNot: whyNoBootOs,
    fields: {
      image: { label: 'Image', description: 'Name of the new image', input: 'text', required: true },
      disk: { label: 'Disk', description: 'Serial number or WWN, where it has more than one', input: 'text' },
    },
  },
}

/** Why it cannot be asked for now, or null where it can. For a busy machine it is queued, and whether it fits then, the API says. */
export function whyNoOperation(operation: Operation, machine: Machine): string | null {
  return machine.activeRun === null ? operation.whyNot(machine) : null
}

export type OperationDraft = Record<string, string | boolean>

function tickedValue({ input }: OperationField): unknown {
  return typeof input === 'object' && 'ticked' in input ? input.ticked : true
}

/** The spec that a form stands for. A field with a dot in its name is one of an object. */
export function specOf(fields: Operation['fields'], draft: OperationDraft): Record<string, unknown> {
  const flat = Object.entries(fields).flatMap<[string, unknown]>(([name, field]) => {
    const typed = draft[name]
    if (typeof typed === 'boolean') return typed ? [[name, tickedValue(field)]] : []
    const text = (typed ?? '').trim()
    if (text === '') return []
    return [[name, field.input === 'lines' ? lines(text) : text]]
  })
  const spec: Record<string, unknown> = {}
  for (const [name, value] of flat) {
    const [object, inner] = name.split('.')
    if (object !== undefined && inner !== undefined) {
      spec[object] = { ...(spec[object] as object | undefined), [inner]: value }
    } else {
      spec[name] = value
    }
  }
  return spec
}

/** What is missing, by field. */
export function missing(fields: Operation['fields'], draft: OperationDraft): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name, field]) => field.required && String(draft[name] ?? '').trim() === '')
      .map(([name, field]) => [name, `${field.label} is missing.`]),
  )
}
