import type { FieldErrors } from '~/forms/fields'
import { lines, patterns, words } from '~/forms/patterns'
import { type Draft, disksOf } from './draft'
import { checkStorage, showsStorage } from './storage'

/** What can be seen to be wrong before the API is asked. */
export function checkDraft(draft: Draft): FieldErrors {
  return {
    ...checkSystem(draft),
    ...(draft.staticNetwork ? checkNetwork(draft.network) : {}),
    ...checkStorage(draft.storage),
    ...checkInstaller(draft.installer),
    ...checkUsers(draft.users),
    ...checkFiles(draft.files),
  }
}

function checkSystem(draft: Draft): FieldErrors {
  const errors: FieldErrors = {}
  if (draft.image === '') errors.image = 'Choose an image.'
  if (!patterns.hostname.test(draft.hostname.trim())) {
    errors.hostname = 'A host name has letters, digits, hyphens and dots, like web-01.example.com.'
  }
  const wanted = disksOf[draft.raid]
  if (draft.volume.level !== '') {
    if (words(draft.volume.drives).length === 0) {
      errors.disks = 'Name the drives by their serial numbers, as “BMC › Volumes” of the machine shows them.'
    }
  } else if (draft.chooseDisks && draft.serials.length !== wanted) {
    errors.disks = wanted === 1 ? 'Choose the disk to install on.' : `Choose ${wanted} disks to join.`
  }
  return errors
}

function checkNetwork(network: Draft['network']): FieldErrors {
  const errors: FieldErrors = {}
  const prefix = Number(network.prefixLength)
  if (!patterns.ipv4.test(network.address.trim())) {
    errors['network.address'] = 'An IPv4 address reads like 10.77.0.20.'
  }
  if (network.prefixLength.trim() !== '' && !(Number.isInteger(prefix) && prefix >= 1 && prefix <= 32)) {
    errors['network.prefixLength'] = 'A prefix has 1 to 32 bits, like 24.'
  }
  if (network.gateway.trim() !== '' && !patterns.ipv4.test(network.gateway.trim())) {
    errors['network.gateway'] = 'A gateway is an IPv4 address, like 10.77.0.1.'
  }
  const strange = words(network.nameServers).find(server => !patterns.ipv4.test(server))
  if (strange !== undefined) errors['network.nameServers'] = `“${strange}” is no IPv4 address.`
  const vlan = Number(network.vlan)
  if (network.vlan.trim() !== '' && !(Number.isInteger(vlan) && vlan >= 1 && vlan <= 4094)) {
    errors['network.vlan'] = 'A VLAN is one of 1 to 4094.'
  }
  if (network.bond !== '' && network.ports.length < 2) {
    errors['network.bond.ports'] = 'A bond has two ports or more.'
  }
  return errors
}

function checkInstaller(installer: Draft['installer']): FieldErrors {
  const errors: FieldErrors = {}
  for (const field of ['mirror', 'proxy'] as const) {
    const typed = installer[field].trim()
    if (typed !== '' && !/^https?:\/\/[^/\s]+\S*$/.test(typed)) {
      errors[`installer.${field}`] = 'An address reads like http://mirror.example/debian.'
    }
  }
  return errors
}

function checkUsers(users: Draft['users']): FieldErrors {
  const errors: FieldErrors = {}
  users.forEach((user, i) => {
    if (!patterns.account.test(user.name.trim())) {
      errors[`users.${i}.name`] =
        'An account name has small letters, digits, - and _, and begins with a letter.'
    } else if (users.findIndex(other => other.name.trim() === user.name.trim()) < i) {
      errors[`users.${i}.name`] = `There are two users ${user.name.trim()}.`
    }
    const strange = lines(user.sshKeys).findIndex(key => !patterns.sshKey.test(key))
    if (strange >= 0) {
      errors[`users.${i}.sshKeys`] =
        `Line ${strange + 1} is no public key in OpenSSH's form, like ssh-ed25519 AAAA… name.`
    }
  })
  return errors
}

function checkFiles(files: Draft['files']): FieldErrors {
  const errors: FieldErrors = {}
  files.forEach((file, i) => {
    if (!patterns.filePath.test(file.path.trim())) {
      errors[`files.${i}.path`] = 'A path is absolute and without “..”, like /etc/motd.'
    }
    if (file.mode.trim() !== '' && !patterns.mode.test(file.mode.trim())) {
      errors[`files.${i}.mode`] = 'Permissions are octal, like 0644.'
    }
    if (file.owner.trim() !== '' && !patterns.owner.test(file.owner.trim())) {
      errors[`files.${i}.owner`] = 'An owner reads like user or user:group.'
    }
  })
  return errors
}

/** Whether the form shows this field of the API, so that its error has a place. */
export function showsField(draft: Draft, field: string): boolean {
  const [section = '', ...path] = field.split('.')
  const [index, name = ''] = path
  switch (section) {
    case 'image':
    case 'hostname':
    case 'bootMode':
    case 'bootMethod':
    case 'secureBoot':
    case 'profile':
    case 'bios':
    case 'disks':
    case 'postInstall':
    case 'cloudInit':
      return index === undefined || section === 'disks'
    case 'network':
      return (
        draft.staticNetwork &&
        index !== undefined &&
        index in draft.network &&
        (name === '' || draft.network.bond !== '')
      )
    case 'storage':
      return showsStorage(draft.storage, path)
    case 'installer':
      return index !== undefined && index in draft.installer
    case 'users':
      return draft.users[Number(index)] !== undefined && ['name', 'sshKeys', 'password'].includes(name)
    case 'files':
      return draft.files[Number(index)] !== undefined && ['path', 'content', 'mode', 'owner'].includes(name)
    default:
      return false
  }
}

/** Whether somebody could log in to what is installed. */
export function nobodyCanLogIn(draft: Draft): boolean {
  return (
    draft.cloudInit.trim() === '' &&
    draft.users.every(user => user.password === '' && lines(user.sshKeys).length === 0)
  )
}
