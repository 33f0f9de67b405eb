import { describe, expect, test } from 'vitest'
import type { Disk, Image, Machine } from '~/api/types'
import { checkDraft, nobodyCanLogIn, showsField } from './check'
import { type Draft, draftFor, newFile, newUser, noNetwork, specOf } from './draft'
import { disksToErase, whyNotDisk } from './erased'
import { newFileSystem, newMount, noStorage } from './storage'

const machine = { id: 'm-1', name: 'node-1', hostname: null, image: null } as Machine
const draft = (fields: Partial<Draft> = {}): Draft => ({ ...draftFor(machine), image: 'tiny', ...fields })
const disk = (serial: string | null, gigabytes: number, more: Partial<Disk> = {}): Disk =>
  ({ name: 'sda', serial, wwn: null, bytes: gigabytes * 1e9, removable: false, ...more }) as Disk

describe('a spec', () => {
  test('of an untouched form leaves the choices to the API', () => {
    expect(specOf(draft())).toEqual({
      image: 'tiny',
      hostname: 'node-1',
      users: [{ name: 'admin', sshKeys: [], sudo: true }],
    })
  })

  test('asks for a mirror also where the disks are not chosen', () => {
    expect(specOf(draft({ raid: 'software-raid1' })).disks).toEqual({ raid: 'software-raid1', serials: [] })
  })

  test("names a controller's volume in place of disks, and deletes nothing that was not said", () => {
    const volume = { level: 'raid1' as const, drives: 'S1 S2', replace: false }
    expect(specOf(draft({ volume })).disks).toEqual({ volume: { level: 'raid1', drives: ['S1', 'S2'] } })
    expect(specOf(draft({ volume: { ...volume, replace: true } })).disks).toEqual({
      volume: { level: 'raid1', drives: ['S1', 'S2'], replace: true },
    })
    expect(checkDraft(draft({ volume: { ...volume, drives: ' ' } }))).toHaveProperty('disks')
  })

  test('leaves out the parts of a static network that the segment knows', () => {
    const network = { ...noNetwork, address: ' 10.0.0.5 ' }
    expect(specOf(draft({ staticNetwork: true, network })).network).toEqual({ address: '10.0.0.5' })
    expect(specOf(draft({ staticNetwork: false, network }))).not.toHaveProperty('network')
  })

  test('names the ports of a bond in place of one port, and a VLAN by its number', () => {
    const network = { ...noNetwork, mac: 'a', address: '10.0.0.5', vlan: '7', ports: ['b', 'c'] }
    expect(specOf(draft({ staticNetwork: true, network })).network).toEqual({
      mac: 'a',
      address: '10.0.0.5',
      vlan: 7,
    })
    expect(specOf(draft({ staticNetwork: true, network: { ...network, bond: '802.3ad' } })).network).toEqual({
      address: '10.0.0.5',
      vlan: 7,
      bond: { mode: '802.3ad', ports: ['b', 'c'] },
    })
  })

  test('asks for further file systems by what was typed of them', () => {
    const storage = {
      rootSize: ' 20GiB ',
      fileSystems: [
        { ...newFileSystem(), mount: '/srv ', size: '5GiB' },
        { ...newFileSystem(), type: 'swap' as const, mount: '/left', disk: 'big' },
      ],
      mounts: [{ ...newMount(), what: 'nas:/x', where: '/x' }],
    }
    expect(specOf(draft({ storage })).storage).toEqual({
      rootSize: '20GiB',
      fileSystems: [
        { type: 'ext4', mount: '/srv', size: '5GiB' },
        { type: 'swap', disk: 'big' },
      ],
      mounts: [{ what: 'nas:/x', where: '/x', type: 'nfs' }],
    })
    expect(specOf(draft({ storage }), { name: 'd', format: 'iso:debian' } as Image)).not.toHaveProperty(
      'storage',
    )
    expect(specOf(draft())).not.toHaveProperty('storage')
  })

  test('names BIOS settings by what stands before the first equals sign, and a profile by its name', () => {
    const spec = specOf(draft({ profile: 'db', bios: ' Sriov = Enabled \n\nBootLine=a=b\n' }))
    expect(spec).toMatchObject({ profile: 'db', bios: { Sriov: 'Enabled', BootLine: 'a=b' } })
    expect(specOf(draft({ bios: ' \n' }))).not.toHaveProperty('bios')
  })

  test('keeps a script byte for byte, and drops one of blanks', () => {
    expect(specOf(draft({ postInstall: '\n#!/bin/sh\n' })).postInstall).toBe('\n#!/bin/sh\n')
    expect(specOf(draft({ postInstall: ' \n' }))).not.toHaveProperty('postInstall')
  })
})

describe('a distribution’s disc', () => {
  const disc = { name: 'debian', format: 'iso:debian-netboot' } as Image
  const mirror = ' http://deb.example/debian '

  test('is installed as the form says, and by our own answers where they are left empty', () => {
    const typed = draft({
      image: 'debian',
      installer: { mirror, proxy: '', answers: ' \n', arguments: 'quiet' },
    })
    expect(specOf(typed, disc).installer).toEqual({ mirror: 'http://deb.example/debian', arguments: 'quiet' })
    expect(specOf(draft(), disc).installer).toEqual({})
  })

  test('alone asks for an installer', () => {
    const typed = draft({ installer: { mirror, proxy: '', answers: '', arguments: '' } })
    expect(specOf(typed, { name: 'tiny', format: 'qcow2' } as Image)).not.toHaveProperty('installer')
    expect(specOf(typed, { name: 'tiny', format: null } as Image)).not.toHaveProperty('installer')
  })

  test('has a mirror that is an address', () => {
    const wrong = { mirror: 'deb.example', proxy: 'ftp://x', answers: '', arguments: '' }
    expect(Object.keys(checkDraft(draft({ installer: wrong })))).toEqual([
      'installer.mirror',
      'installer.proxy',
    ])
    expect(checkDraft(draft({ installer: { ...wrong, mirror, proxy: '' } }))).toEqual({})
    expect(showsField(draft(), 'installer.mirror')).toBe(true)
    expect(showsField(draft(), 'installer')).toBe(false)
  })
})

describe('a form', () => {
  test('as it stands at first is right once it has an image', () => {
    expect(checkDraft(draft())).toEqual({})
    expect(Object.keys(checkDraft(draft({ image: '' })))).toEqual(['image'])
  })

  test('names each wrong field', () => {
    const wrong = draft({
      hostname: 'a b',
      chooseDisks: true,
      raid: 'software-raid1',
      serials: ['A'],
      staticNetwork: true,
      network: {
        ...noNetwork,
        address: '10.0',
        prefixLength: '33',
        gateway: 'x',
        nameServers: '1.1.1.1 dns',
        vlan: '4095',
        bond: '802.3ad',
        ports: ['a'],
      },
      storage: {
        rootSize: '',
        fileSystems: [newFileSystem(), { ...newFileSystem(), type: 'swap', size: 'much' }],
        mounts: [{ ...newMount(), where: 'srv' }],
      },
      users: [newUser('Bob'), { ...newUser('eve'), sshKeys: 'ssh-rsa AAAA\nnonsense' }, newUser('eve')],
      files: [{ ...newFile(), path: 'motd', mode: 'rw', owner: 'a b' }],
    })
    expect(Object.keys(checkDraft(wrong)).sort()).toEqual([
      'disks',
      'files.0.mode',
      'files.0.owner',
      'files.0.path',
      'hostname',
      'network.address',
      'network.bond.ports',
      'network.gateway',
      'network.nameServers',
      'network.prefixLength',
      'network.vlan',
      'storage.fileSystems.0.mount',
      'storage.fileSystems.1.size',
      'storage.mounts.0.what',
      'storage.mounts.0.where',
      'storage.rootSize',
      'users.0.name',
      'users.1.sshKeys',
      'users.2.name',
    ])
  })

  test('has a place for the errors of the fields that it shows, and of no others', () => {
    const shown = draft({
      staticNetwork: true,
      network: { ...noNetwork, bond: '802.3ad' },
      storage: { ...noStorage, mounts: [newMount()] },
    })
    for (const field of [
      'image',
      'disks',
      'disks.serials',
      'network.address',
      'network.vlan',
      'network.bond.ports',
      'storage.rootSize',
      'storage.mounts.0.what',
      'users.0.name',
    ]) {
      expect(showsField(shown, field), field).toBe(true)
    }
    for (const field of [
      'machine',
      'network',
      'storage',
      'storage.mounts.1.what',
      'storage.mounts.0.key',
      'users.name',
      'users.1.name',
      'files.0.path',
      '',
    ]) {
      expect(showsField(shown, field), field).toBe(false)
    }
    expect(showsField(draft(), 'network.address')).toBe(false)
  })

  test('warns where nobody could log in', () => {
    expect(nobodyCanLogIn(draft())).toBe(true)
    expect(nobodyCanLogIn(draft({ users: [{ ...newUser('a'), password: 'x' }] }))).toBe(false)
    expect(nobodyCanLogIn(draft({ users: [], cloudInit: '#cloud-config' }))).toBe(false)
  })
})

describe('the disks that are erased', () => {
  const disks = [
    disk('big', 900),
    disk('small', 2),
    disk('mid', 400),
    disk(null, 3),
    disk('usb', 5, { removable: true }),
  ]

  test('are the smallest that fit, among those that can be told apart', () => {
    const names = (d: Draft) => disksToErase(d, disks, 3e9)?.map(({ serial }) => serial)
    expect(names(draft())).toEqual(['mid'])
    expect(names(draft({ raid: 'software-raid1' }))).toEqual(['mid', 'big'])
    expect(names(draft({ chooseDisks: true, serials: ['big'] }))).toEqual(['big'])
  })

  test('are also those of further file systems, and those are not installed on', () => {
    const storage = { ...noStorage, fileSystems: [{ ...newFileSystem(), disk: 'mid' }, newFileSystem()] }
    expect(disksToErase(draft({ storage }), disks, 3e9)?.map(({ serial }) => serial)).toEqual(['big', 'mid'])
  })

  test('are not said while too few are chosen, or too few fit', () => {
    expect(disksToErase(draft({ chooseDisks: true, serials: [] }), disks, null)).toBeNull()
    expect(disksToErase(draft({ chooseDisks: true, serials: ['small'] }), disks, 3e9)).toBeNull()
    expect(disksToErase(draft({ raid: 'software-raid1' }), disks, 500e9)).toBeNull()
  })

  test('are never those without a name, removable or too small', () => {
    expect(disks.map(d => whyNotDisk(d, 3e9) === null)).toEqual([true, false, true, false, false])
    expect(whyNotDisk(disk(null, 10, { wwn: '0x5' }), null)).toBeNull()
  })
})
