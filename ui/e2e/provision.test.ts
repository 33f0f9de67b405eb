import { expect } from '@playwright/test'
import { test } from './fixtures'
import { HASH } from './standin/routes'

const PATH = '/machines/m-4k2j9x7q/provision'
const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJk0 alice@desk'

test('a filled form starts the run that it describes, and shows it', async ({ signedIn: page, world }) => {
  await page.goto(PATH)
  await page.getByRole('combobox', { name: 'Image' }).selectOption('debian-13')
  await page.getByLabel('Host name').fill('web-01.example.com')
  await page.getByLabel('Layout').selectOption('software-raid1')
  await page.getByLabel('Choose by serial number').check()
  await page.getByLabel('Erase BTYF1234480BGN, 480 GB').check()
  await page.getByLabel('Erase BTYF5678480BGN, 480 GB').check()
  await page.getByLabel('A static address').check()
  await page.getByRole('textbox', { name: 'Address' }).fill('10.77.0.50')
  await page.getByLabel('Prefix length').fill('24')
  await page.getByLabel('Gateway').fill('10.77.0.1')
  await page.getByLabel('Name servers').fill('10.77.0.1, 9.9.9.9')
  await page.getByLabel('SSH public keys').fill(`${KEY}\n`)
  await page.getByLabel('Password', { exact: true }).fill('correct horse')
  await page.getByRole('button', { name: 'Add a file', exact: true }).click()
  await page.getByLabel('Path').fill('/etc/motd')
  await page.getByLabel('Content').fill('Welcome\n')
  await page.getByLabel('Post-install script').fill('#!/bin/sh\ntrue\n')
  const summary = page.getByRole('region', { name: 'What will happen' })
  await expect(summary).toContainText('All data on these disks will be erased')
  await expect(summary).toContainText('BTYF1234480BGN')
  await expect(summary).toContainText('BTYF5678480BGN')
  await expect(summary).not.toContainText('S64FNE0T112233')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  const plan = page.getByRole('dialog', { name: 'This is what will be done to rack7-01' })
  await expect(plan).toContainText('All data on the disk with serial BTYF1234480BGN, 480 GB is erased.')
  expect(world.asked.filter(({ path, query }) => path === '/runs' && query.dryRun === undefined)).toEqual([])
  await page.getByRole('button', { name: 'Start this plan' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Provision rack7-01' })).toBeVisible()
  await expect(page).toHaveURL(/\/runs\/run-4$/)
  expect(world.lastAsked('POST', '/runs')?.body).toEqual({
    kind: 'provision',
    machine: 'm-4k2j9x7q',
    planHash: HASH,
    spec: {
      image: 'debian-13',
      hostname: 'web-01.example.com',
      disks: { raid: 'software-raid1', serials: ['BTYF1234480BGN', 'BTYF5678480BGN'] },
      network: {
        address: '10.77.0.50',
        prefixLength: 24,
        gateway: '10.77.0.1',
        nameServers: ['10.77.0.1', '9.9.9.9'],
      },
      users: [{ name: 'admin', sshKeys: [KEY], password: 'correct horse', sudo: true }],
      files: [{ path: '/etc/motd', content: 'Welcome\n', mode: '0644', owner: 'root' }],
      postInstall: '#!/bin/sh\ntrue\n',
    },
  })
})

test('with the defaults only an image is asked for, and the smallest disk that fits is named', async ({
  signedIn: page,
  world,
}) => {
  await page.goto(PATH)
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  await expect(page.getByRole('alert')).toContainText('Choose an image.')
  expect(world.lastAsked('POST', '/runs')).toBeUndefined()

  await page.getByRole('combobox', { name: 'Image' }).selectOption('debian-13')
  await expect(page.getByRole('region', { name: 'What will happen' })).toContainText('BTYF1234480BGN')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  await page.getByRole('button', { name: 'Start this plan' }).click()
  await expect(page).toHaveURL(/\/runs\/run-4$/)
  expect(world.lastAsked('POST', '/runs')?.body).toMatchObject({
    spec: { image: 'debian-13', hostname: 'rack7-01', users: [{ name: 'admin', sshKeys: [], sudo: true }] },
  })
})

test('a bond, a VLAN, further file systems and mounts are asked for as they were typed', async ({
  signedIn: page,
  world,
}) => {
  await page.goto(PATH)
  await page.getByRole('combobox', { name: 'Image' }).selectOption('debian-13')
  await page.getByLabel('A static address').check()
  await page.getByRole('textbox', { name: 'Address' }).fill('10.77.0.50')
  await page.getByLabel('VLAN').fill('4095')
  await page.getByLabel('Carried by').selectOption('802.3ad')
  const ports = page.getByRole('group', { name: 'Ports of the bond' })
  await ports.getByLabel('52:54:00:aa:00:02 (eno2)').check()
  await page.getByRole('button', { name: 'Add a file system' }).click()
  const storage = page.getByRole('region', { name: 'Further file systems' })
  await storage.getByLabel('Mount point').fill('/srv')
  await storage.getByLabel('Disk').selectOption('S64FNE0T112233')
  await page.getByRole('button', { name: 'Add a mount' }).click()
  const mount = storage.getByRole('group', { name: 'Mount 1' })
  await mount.getByLabel('What').fill('nas:/export')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('A VLAN is one of 1 to 4094.')
  await expect(alert).toContainText('A bond has two ports or more.')
  await expect(alert).toContainText('A mount point is absolute')
  expect(world.lastAsked('POST', '/runs')).toBeUndefined()

  await page.getByLabel('VLAN').fill('7')
  await ports.getByLabel('52:54:00:aa:00:01 (eno1)').check()
  await mount.getByLabel('Where').fill('/mnt')
  const summary = page.getByRole('region', { name: 'What will happen' })
  await expect(summary).toContainText('BTYF1234480BGN')
  await expect(summary).toContainText('S64FNE0T112233')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  await page.getByRole('button', { name: 'Start this plan' }).click()
  await expect(page).toHaveURL(/\/runs\/run-4$/)
  expect(world.lastAsked('POST', '/runs')?.body).toMatchObject({
    spec: {
      network: {
        address: '10.77.0.50',
        vlan: 7,
        bond: { mode: '802.3ad', ports: ['52:54:00:aa:00:02', '52:54:00:aa:00:01'] },
      },
      storage: {
        fileSystems: [{ type: 'ext4', mount: '/srv', disk: 'S64FNE0T112233' }],
        mounts: [{ what: 'nas:/export', where: '/mnt', type: 'nfs' }],
      },
    },
  })
})

test('a field that the API refuses is marked, with its reason and what would be right', async ({
  signedIn: page,
}) => {
  await page.goto(PATH)
  await page.getByRole('combobox', { name: 'Image' }).selectOption('debian-13')
  await page.getByLabel('A static address').check()
  const address = page.getByRole('textbox', { name: 'Address' })
  await address.fill('10.77.0.22')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  const reason = '10.77.0.22 belongs to rack7-02. Choose one that is free.'
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await expect(address).toHaveAccessibleDescription(reason)
  await page.getByRole('alert').getByRole('button', { name: reason }).click()
  await expect(address).toBeFocused()

  await address.fill('10.77.0.60')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  await page.getByRole('button', { name: 'Start this plan' }).click()
  await expect(page).toHaveURL(/\/runs\/run-4$/)
})

test('a distribution’s disc asks how it shall install, and another image does not', async ({
  signedIn: page,
  world,
}) => {
  world.images = world.images.map(image =>
    image.name === 'tiny' ? { ...image, format: 'iso:debian-netboot' } : image,
  )
  await page.goto(PATH)
  await page.getByRole('combobox', { name: 'Image' }).selectOption('debian-13')
  const section = page.getByRole('region', { name: 'Installer' })
  await expect(section).toBeHidden()
  await page.getByRole('combobox', { name: 'Image' }).selectOption('tiny')
  const mirror = section.getByLabel('Package mirror')
  await mirror.fill('mirror.example')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  await expect(mirror).toHaveAccessibleDescription(/An address reads like http/)
  await mirror.fill('http://mirror.example/debian')
  await section.getByLabel('Kernel arguments').fill('quiet')
  await expect(page.getByRole('region', { name: 'What will happen' })).toContainText('installs its system on')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  await page.getByRole('button', { name: 'Start this plan' }).click()
  await expect(page).toHaveURL(/\/runs\/run-4$/)
  expect(world.lastAsked('POST', '/runs')?.body).toMatchObject({
    spec: { image: 'tiny', installer: { mirror: 'http://mirror.example/debian', arguments: 'quiet' } },
  })
})

test('an image that went away meanwhile is told at its field', async ({ signedIn: page, world }) => {
  await page.goto(PATH)
  await page.getByRole('combobox', { name: 'Image' }).selectOption('tiny')
  world.images = world.images.filter(image => image.name !== 'tiny')
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  await expect(page.getByRole('combobox', { name: 'Image' })).toHaveAccessibleDescription(
    'There is no image tiny.',
  )
})

test('a machine that became busy meanwhile leads to the run that has it', async ({
  signedIn: page,
  world,
}) => {
  await page.goto(PATH)
  await page.getByRole('combobox', { name: 'Image' }).selectOption('debian-13')
  const machine = world.machines.find(({ id }) => id === 'm-4k2j9x7q')
  if (machine !== undefined)
    machine.activeRun = { id: 'run-waiting', kind: 'provision', state: 'waiting', step: null }
  await page.getByRole('button', { name: 'Erase and provision' }).click()
  await expect(page.getByRole('alert')).toContainText('A provision run is active on this machine.')
  await page.getByRole('link', { name: 'Open that run' }).click()
  await expect(page).toHaveURL(/\/runs\/run-waiting$/)
})

test('a provisioning waits for a busy machine', async ({ signedIn: page, world }) => {
  world.hardware.set('m-2v6b0t9w', world.hardware.get('m-4k2j9x7q') as never)
  await page.goto('/machines/m-2v6b0t9w/provision')
  await expect(page.getByText('This one waits in its queue')).toBeVisible()
  await page.getByRole('combobox', { name: 'Image' }).selectOption('tiny')
  await page.getByRole('button', { name: 'Queue it' }).click()
  await expect(page).toHaveURL(/machines\/m-2v6b0t9w$/)
  await expect(
    page.getByRole('table', { name: 'Runs that wait for this machine' }).getByRole('row'),
  ).toHaveCount(2)
  const asked = world.lastAsked('POST', '/runs')
  expect(asked?.query).toEqual({ queue: 'true' })
  expect(asked?.body).toMatchObject({ kind: 'provision', machine: 'm-2v6b0t9w', spec: { image: 'tiny' } })
})
