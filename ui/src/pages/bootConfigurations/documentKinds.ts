import type { DocumentKind } from '~/api/types'

/** What each document is called, what reads it, and a beginning that is right. */
export const documentKinds: Record<DocumentKind, { word: string; meaning: string; beginning: string }> = {
  ipxe: {
    word: 'iPXE script',
    meaning: 'of a machine that no run awaits, instead of BootOS or its disk',
    beginning: '#!ipxe\n',
  },
  httpboot: {
    word: 'UEFI HTTP boot',
    meaning: 'the URL of a unified kernel image',
    beginning: '{{http}}/files/',
  },
  ignition: {
    word: 'Ignition',
    meaning: 'JSON, for Flatcar and Fedora CoreOS',
    beginning: '{"ignition": {"version": "3.4.0"}}',
  },
  'meta-data': {
    word: 'cloud-init meta-data',
    meaning: 'YAML',
    beginning: 'instance-id: {{machine}}\nlocal-hostname: {{hostname}}\n',
  },
  'user-data': {
    word: 'cloud-init user-data',
    meaning: 'cloud-config or a script',
    beginning: '#cloud-config\n',
  },
  'vendor-data': {
    word: 'cloud-init vendor-data',
    meaning: 'cloud-config or a script',
    beginning: '#cloud-config\n',
  },
  'network-config': { word: 'cloud-init network-config', meaning: 'YAML', beginning: 'version: 2\n' },
  kickstart: { word: 'Kickstart', meaning: 'for RHEL and its kin', beginning: 'text\nreboot\n' },
  preseed: {
    word: 'Preseed',
    meaning: 'for Debian',
    beginning: 'd-i debian-installer/locale string en_US\n',
  },
  autoinstall: {
    word: 'Autoinstall',
    meaning: 'for Ubuntu',
    beginning: '#cloud-config\nautoinstall:\n  version: 1\n',
  },
  autoyast: {
    word: 'AutoYaST',
    meaning: 'XML, for SUSE',
    beginning: '<profile xmlns="http://www.suse.com/1.0/yast2ns">\n</profile>\n',
  },
}

export const allKinds = Object.keys(documentKinds) as DocumentKind[]

/** What a document may name between double braces. */
export const documentWords = [
  'mac',
  'machine',
  'hostname',
  'address',
  'prefix',
  'netmask',
  'gateway',
  'nameservers',
  'segment',
  'site',
  'server',
  'http',
]
