import { expect } from '@playwright/test'
import { test } from './fixtures'

test('an image is imported by URL, and a name that is taken is told at its field', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/images')
  await page.getByRole('button', { name: 'Import an image' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import an image' })
  await dialog
    .getByRole('textbox', { name: 'URL', exact: true })
    .fill('https://images.example.com/debian-13.qcow2.xz')
  await expect(dialog.getByLabel('Name')).toHaveValue('debian-13')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription('There is an image debian-13 already.')
  await dialog.getByLabel('Name').fill('debian-13b')
  await dialog.getByRole('button', { name: 'Import' }).click()
  const row = page.getByRole('row', { name: /debian-13b/ })
  await expect(row).toContainText('Importing')
  Object.assign(world.images.at(-1) ?? {}, { state: 'ready', sizeBytes: 2_000_000_000 })
  await expect(row).toContainText('Ready')
})

test('a file is uploaded whole, with its sum', async ({ signedIn: page, world }) => {
  const sum = 'a'.repeat(64)
  await page.goto('/images')
  await page.getByRole('button', { name: 'Import an image' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import an image' })
  await dialog.getByLabel('A file of this computer').check()
  await dialog
    .getByLabel('File', { exact: true })
    .setInputFiles({ name: 'My Disk.raw', mimeType: '', buffer: Buffer.alloc(3_000_000, 7) })
  await expect(dialog.getByLabel('Name')).toHaveValue('my-disk')
  await dialog.getByLabel('SHA-256').fill(sum)
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('row', { name: /my-disk/ })).toContainText('Importing')
  const asked = world.lastAsked('PUT', '/images/my-disk/content')
  expect(asked?.body).toBe(3_000_000)
  expect(asked?.query.sha256).toBe(sum)
})

test('why an import failed stands beside the image', async ({ signedIn: page }) => {
  await page.goto('/images')
  await expect(page.getByRole('row', { name: /ubuntu-24.04/ })).toContainText('The file sums to 51ab…')
})

test('a segment is added and changed', async ({ signedIn: page, world }) => {
  await page.goto('/segments')
  await page.getByRole('button', { name: 'Add a segment' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a segment' })
  await adding.getByRole('textbox', { name: 'Name', exact: true }).fill('rack8')
  await adding.getByRole('textbox', { name: 'Network', exact: true }).fill('10.78.0.0')
  await adding.getByRole('button', { name: 'Add' }).click()
  await expect(adding.getByText('A network reads like 10.77.0.0/24.')).toBeVisible()
  await adding.getByRole('textbox', { name: 'Network', exact: true }).fill('10.78.0.0/24')
  await adding.getByLabel('Range for machines', { exact: true }).fill('10.78.0.100-10.78.0.199')
  await adding.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('row', { name: /rack8/ })).toContainText('10.78.0.100-10.78.0.199')

  await page.getByRole('button', { name: 'Edit rack7' }).click()
  const editing = page.getByRole('dialog', { name: 'Edit rack7' })
  await expect(editing.getByLabel('VLAN')).toHaveValue('770')
  await editing.getByLabel('VLAN').fill('')
  await editing.getByLabel('Registration').selectOption('manual')
  await editing.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: /rack7/ })).toContainText('Manual')
  expect(world.segments[0]).toMatchObject({
    name: 'rack7',
    vlan: null,
    registration: 'manual',
    nameServers: ['10.77.0.1'],
  })
})

test('a new token is shown once', async ({ signedIn: page }) => {
  await page.goto('/tokens')
  await page.getByRole('button', { name: 'Make a token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Make a token' })
  await dialog.getByLabel('Name').fill('nightly')
  await dialog.getByLabel('Role').selectOption('viewer')
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  await expect(page.getByLabel('New token')).toHaveValue(/^mw_n{43}$/)
  await expect(page.getByRole('row', { name: /nightly/ })).toContainText('Viewer')
  await page.getByRole('button', { name: 'I have it' }).click()
  await expect(page.getByLabel('New token')).toHaveCount(0)

  await page.getByRole('button', { name: 'Revoke ci' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke the token' }).click()
  await expect(page.getByRole('row', { name: /\bci\b/ })).toHaveCount(0)
})

test('a subscription is added, its key shown once, and tried', async ({ signedIn: page, world }) => {
  await page.goto('/subscriptions')
  await page.getByRole('button', { name: 'Add a subscription' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a subscription' })
  await dialog.getByLabel('Name').fill('pager')
  await dialog.getByLabel('URL').fill('https://refused.example/')
  await dialog.getByLabel('Done').uncheck()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog.getByLabel('URL')).toHaveAccessibleDescription(/That cannot be posted to/)
  await dialog.getByLabel('URL').fill('https://hooks.example/x')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByLabel('Key of the signatures')).toHaveValue(/^whsec_/)
  const row = page.getByRole('row', { name: /pager/ })
  await expect(row).toContainText('waits for a person, cancelled, failed, a machine is not well')
  expect(world.lastAsked('POST', '/subscriptions')?.body).toMatchObject({
    events: ['waiting', 'cancelled', 'failed', 'alert', 'alert-cleared'],
    machines: [],
  })

  await page.getByRole('button', { name: 'Test pager' }).click()
  const sent = page.getByRole('dialog', { name: 'Sent to pager' })
  await expect(sent.getByRole('row', { name: /Test/ })).toContainText('Delivered')
  await expect(sent.getByRole('row', { name: /Waits for a person/ })).toContainText('connection refused')
})

test('the audit trail is searched', async ({ signedIn: page }) => {
  await page.goto('/audit')
  await expect(page.getByRole('table', { name: 'Audit trail' }).locator('tbody tr')).toHaveCount(3)
  await page.getByLabel('Search the audit trail').fill('refused')
  await expect(page.getByRole('table', { name: 'Audit trail' }).locator('tbody tr')).toHaveCount(1)
  await expect(page.getByText('unknown token from 10.0.0.9')).toBeVisible()
})

test('a runbook is entered as a list of steps, and what is wrong with it is told at the list', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/runbooks')
  await expect(page.getByRole('table', { name: 'Runbooks' })).toContainText('stop → swap')
  await page.getByRole('button', { name: 'Add a runbook' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a runbook' })
  await dialog.getByLabel('Name').fill('party')
  await dialog.getByLabel('Steps').fill('[{"do": "dance", "name": "dance"}]')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByText('Nobody can dance.')).toBeVisible()
  await dialog.getByLabel('Steps').fill('[{"do": "ask", "name": "ask", "text": "Look."}]')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(page.getByRole('table', { name: 'Runbooks' })).toContainText('party')
  expect(world.lastAsked('POST', '/runbooks')?.body).toEqual({
    name: 'party',
    description: null,
    steps: [{ do: 'ask', name: 'ask', text: 'Look.' }],
  })
})

test('boot documents are entered, looked at as a machine gets them, changed and deleted', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/boot-configurations')
  const table = page.getByRole('table', { name: 'Boot documents' })
  await expect(table).toContainText('segment rack7')
  await page.getByRole('button', { name: 'Add boot documents' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add boot documents' })
  const add = dialog.getByRole('button', { name: 'Add', exact: true })
  await dialog.getByLabel('Name').fill('install')
  await add.click()
  await expect(dialog.getByText('Add at least one document.')).toBeVisible()

  await dialog.getByLabel('Add a document').selectOption('kickstart')
  await dialog.getByLabel('Kickstart', { exact: true }).fill('network --hostname={{name}}')
  await add.click()
  await expect(dialog.getByText(/Nobody knows name/)).toBeVisible()
  await dialog.getByLabel('Kickstart', { exact: true }).fill('nonsense')
  await add.click()
  await expect(dialog.getByText(/it has commands of kickstart/)).toBeVisible()
  await dialog.getByLabel('Kickstart', { exact: true }).fill('text\nnetwork --hostname={{hostname}}')
  await dialog.getByLabel('Machines').fill('m-1, 52:54:00:00:00:01')
  await add.click()
  await expect(table).toContainText('m-1, 52:54:00:00:00:01')
  expect(world.lastAsked('POST', '/boot-configurations')?.body).toEqual({
    name: 'install',
    site: 'default',
    machines: ['m-1', '52:54:00:00:00:01'],
    segments: [],
    documents: { kickstart: 'text\nnetwork --hostname={{hostname}}' },
  })

  const named = world.machines.find(machine => machine.hostname !== null)
  const elsewhere = world.machines.find(machine => machine !== named)
  if (named === undefined || elsewhere === undefined) throw new Error('the rack is too small')
  elsewhere.site = 'default'
  await page.getByRole('button', { name: 'Preview flatcar' }).click()
  const preview = page.getByRole('dialog', { name: 'Preview of flatcar' })
  await preview.getByLabel('Machine').selectOption(named.id)
  await expect(preview.getByRole('region', { name: 'iPXE script' })).toContainText(`?h=${named.hostname}`)
  await preview.getByLabel('Machine').selectOption(elsewhere.id)
  await expect(preview.getByText('It is not for this machine')).toBeVisible()
  await preview.getByRole('button', { name: 'Close' }).click()

  await page.getByRole('button', { name: 'Change flatcar' }).click()
  const change = page.getByRole('dialog', { name: 'Change flatcar' })
  await change.getByRole('button', { name: 'Leave out Ignition' }).click()
  await change.getByRole('button', { name: 'Save' }).click()
  await expect(change).toBeHidden()
  expect(world.lastAsked('PUT', '/boot-configurations/flatcar')?.body).toMatchObject({
    documents: { ipxe: '#!ipxe\nchain {{http}}/f?h={{hostname}}\n' },
  })

  await page.getByRole('button', { name: 'Delete flatcar' }).click()
  await page.getByRole('button', { name: 'Delete the boot documents' }).click()
  await expect(table).not.toContainText('flatcar')
})
