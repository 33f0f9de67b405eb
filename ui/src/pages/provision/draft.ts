import type {
  BondMode,
  BootMethod,
  BootMode,
  Disk,
  Image,
  Machine,
  ProvisionSpec,
  RaidLevel,
  VolumeLevel,
} from '~/api/types'
import { lines, words } from '~/forms/patterns'
import { present } from './present'
import { noStorage, type StorageDraft, storageOf } from './storage'

/** The provision form as it is typed: texts, until they become a spec. */
export interface Draft {
  image: string
  hostname: string
  bootMode: BootMode | ''
  bootMethod: BootMethod | ''
  secureBoot: 'on' | 'off' | ''
  /** A hardware profile, by its name. */
  profile: string
  /** A line each: NAME=VALUE. */
  bios: string
  raid: RaidLevel
  volume: VolumeDraft
  /** False: the smallest disks that fit are chosen. */
  chooseDisks: boolean
  serials: string[]
  staticNetwork: boolean
  network: NetworkDraft
  storage: StorageDraft
  users: UserDraft[]
  files: FileDraft[]
  postInstall: string
  cloudInit: string
  /** Of an image that is a distribution's disc. */
  installer: { mirror: string; proxy: string; answers: string; arguments: string }
}

/** What the machine's RAID controller makes for the image. */
export interface VolumeDraft {
  /** Empty: nothing, the image goes to disks. */
  level: VolumeLevel | ''
  drives: string
  replace: boolean
}

export interface NetworkDraft {
  mac: string
  address: string
  prefixLength: string
  gateway: string
  nameServers: string
  /** Empty: untagged. */
  vlan: string
  /** Empty: one port, which is `mac`. */
  bond: BondMode | ''
  /** Of the bond. */
  ports: string[]
}

export interface UserDraft {
  /** Tells rows apart on the page; never sent. */
  key: number
  name: string
  sshKeys: string
  password: string
  sudo: boolean
}

export interface FileDraft {
  key: number
  path: string
  content: string
  mode: string
  owner: string
}

export const noNetwork: NetworkDraft = {
  mac: '',
  address: '',
  prefixLength: '',
  gateway: '',
  nameServers: '',
  vlan: '',
  bond: '',
  ports: [],
}

let lastKey = 0

export function newUser(name = ''): UserDraft {
  return { key: ++lastKey, name, sshKeys: '', password: '', sudo: true }
}

export function newFile(): FileDraft {
  return { key: ++lastKey, path: '', content: '', mode: '0644', owner: 'root' }
}

export function draftFor(machine: Machine): Draft {
  return {
    image: machine.image ?? '',
    hostname: machine.hostname ?? machine.name,
    bootMode: '',
    bootMethod: '',
    secureBoot: '',
    profile: '',
    bios: '',
    raid: 'none',
    volume: { level: '', drives: '', replace: false },
    chooseDisks: false,
    serials: [],
    staticNetwork: false,
    network: noNetwork,
    storage: noStorage,
    users: [newUser('admin')],
    files: [],
    postInstall: '',
    cloudInit: '',
    installer: { mirror: '', proxy: '', answers: '', arguments: '' },
  }
}

/** Whether its system comes by its distribution's installer. */
export function isDisc(image: Image | undefined): boolean {
  return image?.format?.startsWith('iso:') ?? false
}

export const disksOf: Record<RaidLevel, number> = { none: 1, 'software-raid1': 2 }

/** By what a disk is named in a spec; null: it can be told from no other, so it is never written. */
export function diskName(disk: Disk): string | null {
  return disk.serial ?? disk.wwn
}

/** What stands before the first equals sign is the name. */
function biosOf(text: string): Record<string, string> {
  return Object.fromEntries(
    lines(text).map(line => {
      const at = line.indexOf('=')
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
    }),
  )
}

function disksWished({ volume, ...draft }: Draft): Pick<ProvisionSpec, 'disks'> {
  if (volume.level !== '') {
    return {
      disks: {
        volume: {
          level: volume.level,
          drives: words(volume.drives),
          ...(volume.replace ? { replace: true } : {}),
        },
      },
    }
  }
  return draft.chooseDisks || draft.raid !== 'none'
    ? { disks: { raid: draft.raid, serials: draft.chooseDisks ? draft.serials : [] } }
    : {}
}

/** The spec that the form stands for. What was left at its default is left out, so that the API's default counts. */
export function specOf(draft: Draft, image?: Image): ProvisionSpec {
  const { network, installer } = draft
  return {
    image: draft.image,
    hostname: draft.hostname.trim(),
    ...disksWished(draft),
    ...(draft.staticNetwork
      ? {
          network: present({
            mac: network.bond === '' ? network.mac : '',
            address: network.address.trim(),
            prefixLength: network.prefixLength.trim() === '' ? undefined : Number(network.prefixLength),
            gateway: network.gateway.trim(),
            nameServers: words(network.nameServers),
            bond: network.bond === '' ? undefined : { mode: network.bond, ports: network.ports },
            vlan: network.vlan.trim() === '' ? undefined : Number(network.vlan),
          }),
        }
      : {}),
    ...(isDisc(image) ? {} : present({ storage: storageOf(draft.storage) })),
    users: draft.users.map(user => ({
      name: user.name.trim(),
      sshKeys: lines(user.sshKeys),
      ...(user.password === '' ? {} : { password: user.password }),
      sudo: user.sudo,
    })),
    ...(draft.files.length === 0
      ? {}
      : {
          files: draft.files.map(file => ({
            path: file.path.trim(),
            content: file.content,
            ...present({ mode: file.mode.trim(), owner: file.owner.trim() }),
          })),
        }),
    ...present({
      postInstall: draft.postInstall.trim() === '' ? '' : draft.postInstall,
      cloudInit: draft.cloudInit.trim() === '' ? '' : draft.cloudInit,
    }),
    ...(draft.bootMode === '' ? {} : { bootMode: draft.bootMode }),
    ...(draft.bootMethod === '' ? {} : { bootMethod: draft.bootMethod }),
    ...(draft.secureBoot === '' ? {} : { secureBoot: draft.secureBoot === 'on' }),
    ...present({ profile: draft.profile.trim() }),
    ...(lines(draft.bios).length === 0 ? {} : { bios: biosOf(draft.bios) }),
    ...(isDisc(image)
      ? {
          installer: present({
            mirror: installer.mirror.trim(),
            proxy: installer.proxy.trim(),
            answers: installer.answers.trim() === '' ? '' : installer.answers,
            arguments: installer.arguments.trim(),
          }),
        }
      : {}),
  }
}
