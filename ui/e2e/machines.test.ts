import { expect } from '@playwright/test'
import { test } from './fixtures'

test('search and state narrow the list, and stand in the address', async ({ signedIn: page }) => {
  await page.goto('/machines')
  const rows = page.getByRole('table', { name: 'Machines' }).locator('tbody tr')
  await expect(rows).toHaveCount(5)
  await page.getByLabel('Search machines').fill('db-01')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('rack7-02')
  await expect(page).toHaveURL(/search=db-01/)

  await page.getByLabel('State').selectOption('failed')
  await expect(page.getByText('No machine fits.')).toBeVisible()
  await page.goto('/machines?state=failed')
  await expect(rows).toHaveCount(1)
  await expect(rows).toContainText('rack7-04')
})

test('a press on a title sorts, a second one turns the order', async ({ signedIn: page }) => {
  await page.goto('/machines')
  const first = page.getByRole('table', { name: 'Machines' }).locator('tbody tr').first()
  await expect(first).toContainText('rack7-01')
  await page.getByRole('button', { name: 'Machine', exact: true }).click()
  await expect(first).toContainText('rack7-05')
  await expect(page.getByRole('columnheader', { name: 'Machine' })).toHaveAttribute('aria-sort', 'descending')
})

test('long lists come in pages', async ({ signedIn: page, world }) => {
  const [model] = world.machines
  if (model === undefined) throw new Error('no machine to copy')
  world.machines = Array.from({ length: 120 }, (_, i) => ({
    ...model,
    id: `m-${1000 + i}`,
    name: `node-${1000 + i}`,
  }))
  await page.goto('/machines')
  await expect(page.getByText('1–50 of 120')).toBeVisible()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect(page.getByText('51–100 of 120')).toBeVisible()
  await expect(page.getByRole('link', { name: 'node-1050' })).toBeVisible()
  await expect(page).toHaveURL(/page=1/)
})

test('an empty list says what to do next', async ({ signedIn: page, world }) => {
  world.machines = []
  await page.goto('/machines')
  await expect(page.getByText('No machine yet.')).toBeVisible()
  await expect(page.getByText('Set a server to boot from the network')).toBeVisible()
})

test('a machine is added by its MAC, and a MAC that is taken is told at its field', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/machines')
  await page.getByRole('button', { name: 'Add a machine' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a machine' })
  await dialog.getByLabel('MAC address').fill('52:54:00:AA:00:01')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByText('52:54:00:aa:00:01 belongs to rack7-01.')).toBeVisible()

  await dialog.getByLabel('MAC address').fill('52:54:00:aa:00:99')
  await dialog.getByLabel('BMC address').fill('10.77.1.99')
  await dialog.getByLabel('BMC user').fill('admin')
  await dialog.getByLabel('BMC password').fill('s3cret')
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(page).toHaveURL(/machines\/m-new00001$/)
  expect(world.lastAsked('POST', '/machines')?.body).toEqual({
    mac: '52:54:00:aa:00:99',
    site: 'default',
    bmc: { address: '10.77.1.99', user: 'admin', password: 's3cret' },
  })
})

test('the hardware names disks by serial and WWN, and the BMC', async ({ signedIn: page }) => {
  await page.goto('/machines/m-4k2j9x7q')
  const disks = page.getByRole('table', { name: 'Disks' })
  await expect(disks.getByRole('row', { name: /BTYF1234480BGN 0x55cd2e4150a1b2c3 480 GB/ })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Memory' }).getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('table', { name: 'Network ports' }).getByText('up, 1 Gbit/s')).toBeVisible()
  await expect(page.getByText('10.77.1.21', { exact: true })).toBeVisible()
})

test('machines are filtered by what they can do', async ({ signedIn: page, world }) => {
  await page.goto('/machines')
  await page.getByLabel('Capability').fill('cores:>= 16')
  await expect(page).toHaveURL(/capability=/)
  await expect.poll(() => world.lastAsked('GET', '/machines')?.query.capability).toBe('cores:>= 16')
})

test('what the BMC tells otherwise and what changed is shown', async ({ signedIn: page }) => {
  await page.goto('/machines/m-4k2j9x7q')
  await expect(page.getByText('Disk S9 is seen by the BMC alone.')).toBeVisible()
  await expect(page.getByRole('table', { name: 'Changes' }).getByText('Disk S9 is new.')).toBeVisible()
  await page.getByText('Facts and their sources').click()
  const facts = page.getByRole('table', { name: 'Facts and their sources' })
  await expect(facts.getByRole('row', { name: /S9 serial S9 its BMC/ })).toBeVisible()
})

test('power is switched after a confirmation that says what is lost', async ({ signedIn: page, world }) => {
  await page.goto('/machines/m-4k2j9x7q')
  await page.getByRole('button', { name: 'Power' }).click()
  await page.getByRole('menuitem', { name: 'Power cycle…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Power cycle: rack7-01?' })
  await expect(dialog).toContainText('What the system has not written to disk is lost.')
  expect(world.lastAsked('POST', '/runs')).toBeUndefined()
  await dialog.getByRole('button', { name: 'Power cycle' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Power rack7-01' })).toBeVisible()
  const asked = world.lastAsked('POST', '/runs')
  expect(asked?.body).toEqual({ kind: 'power', machine: 'm-4k2j9x7q', spec: { command: 'cycle' } })
  expect(asked?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
})

test('what cannot be done says why', async ({ signedIn: page }) => {
  await page.goto('/machines/m-7q1z4m8k')
  await expect(page.getByRole('button', { name: 'Power' })).toHaveAccessibleDescription(/No BMC is known/)
  await page.goto('/machines/m-2v6b0t9w')
  const remove = page.getByRole('button', { name: 'Delete…' })
  await expect(remove).toHaveAccessibleDescription(/A run is active on this machine/)
  await remove.click({ force: true })
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a machine is deleted after a confirmation', async ({ signedIn: page, world }) => {
  await page.goto('/machines/m-7q1z4m8k')
  await page.getByRole('button', { name: 'Delete…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the machine' }).click()
  await expect(page.getByRole('link', { name: 'rack7-01' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'rack7-04' })).toHaveCount(0)
  expect(world.machines).toHaveLength(4)
})

test('an operation is started by its plan', async ({ signedIn: page, world }) => {
  await page.goto('/machines/m-4k2j9x7q')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Inspect…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Show the plan' }).click()
  const plan = page.getByRole('dialog', { name: 'This is what will be done to rack7-01' })
  await expect(plan).toContainText('All data on the disk with serial BTYF1234480BGN')
  await plan.getByRole('button', { name: 'Start this plan' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Inspect rack7-01' })).toBeVisible()
  expect(world.lastAsked('POST', '/runs')?.body).toEqual({
    kind: 'inspect',
    machine: 'm-4k2j9x7q',
    spec: {},
    planHash: 'a'.repeat(64),
  })
})

test('a cleaning is asked for with how, and what of the machine', async ({ signedIn: page, world }) => {
  await page.goto('/machines/m-4k2j9x7q')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Clean…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Clean rack7-01?' })
  await expect(dialog).toContainText('All data is lost.')
  await dialog.getByLabel('How').selectOption('Overwritten')
  const what = dialog.getByLabel('What')
  await expect(what).toHaveAccessibleDescription(/what it cannot do is passed over/)
  await expect(what.getByRole('option')).toHaveText([
    'Its disks',
    'Its BMC, its password, BIOS settings and secure boot keys too',
  ])
  await what.selectOption('Its BMC, its password, BIOS settings and secure boot keys too')
  await dialog.getByRole('button', { name: 'Show the plan' }).click()
  const plan = page.getByRole('dialog', { name: 'This is what will be done to rack7-01' })
  expect(world.lastAsked('POST', '/runs')?.query).toEqual({ dryRun: 'true' })
  await plan.getByRole('button', { name: 'Start this plan' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Clean rack7-01' })).toBeVisible()
  expect(world.lastAsked('POST', '/runs')?.body).toEqual({
    kind: 'clean',
    machine: 'm-4k2j9x7q',
    spec: { erase: 'overwrite', scope: 'machine' },
    planHash: 'a'.repeat(64),
  })
})

test("a BMC's password is rotated without anything being typed, and not where no BMC is known", async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/machines/m-4k2j9x7q')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Rotate BMC password…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Rotate BMC password rack7-01?' })
  await expect(dialog).toContainText('made up here and told to nobody')
  await expect(dialog.getByRole('textbox')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Show the plan' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Start this plan' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /rack7-01$/ })).toBeVisible()
  expect(world.lastAsked('POST', '/runs')?.body).toEqual({
    kind: 'rotate',
    machine: 'm-4k2j9x7q',
    spec: {},
    planHash: 'a'.repeat(64),
  })

  await page.goto('/machines/m-7q1z4m8k')
  await page.getByRole('button', { name: 'More' }).click()
  await expect(page.getByRole('menuitem', { name: 'Rotate BMC password…' })).toBeDisabled()
})

test('an operation waits for a busy machine, and can be taken out of its queue', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/machines/m-2v6b0t9w')
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Inspect…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('This one waits in its queue')
  await dialog.getByRole('button', { name: 'Queue it' }).click()
  const queue = page.getByRole('table', { name: 'Runs that wait for this machine' })
  await expect(queue.getByRole('row')).toHaveCount(2)
  const asked = world.lastAsked('POST', '/runs')
  expect(asked?.query).toEqual({ queue: 'true' })
  expect(asked?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)

  await queue.getByRole('button', { name: 'Take out…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take it out' }).click()
  await expect(queue).toHaveCount(0)
  expect(world.queued).toEqual([])
})

test('power waits for a busy machine', async ({ signedIn: page, world }) => {
  await page.goto('/machines/m-2v6b0t9w')
  await page.getByRole('button', { name: 'Power' }).click()
  await page.getByRole('menuitem', { name: 'Power off…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('This one waits in its queue')
  await dialog.getByRole('button', { name: 'Queue it' }).click()
  const queue = page.getByRole('table', { name: 'Runs that wait for this machine' })
  await expect(queue.getByRole('row')).toHaveCount(2)
  expect(world.lastAsked('POST', '/runs')?.query).toEqual({ queue: 'true' })
})

test("a BMC's sensors are read when somebody asks, and a failure says what would help", async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/machines/m-4k2j9x7q')
  const bmc = page.getByRole('region', { name: 'BMC' })
  await expect(bmc).toContainText('Nothing was asked yet.')
  expect(world.lastAsked('GET', '/machines/m-4k2j9x7q/bmc/sensors')).toBeUndefined()

  await bmc.getByRole('button', { name: 'Sensors' }).click()
  const sensors = bmc.getByRole('table', { name: 'Sensors' })
  await expect(sensors.getByRole('row', { name: /Fan1 .* 3840 RPM OK < 600 < 360/ })).toBeVisible()
  await expect(
    sensors.getByRole('row', { name: /PSU2 Status .* Power Supply AC lost Critical/ }),
  ).toBeVisible()

  world.sensors = world.sensors.slice(0, 1)
  await bmc.getByRole('button', { name: 'Sensors' }).click()
  await expect(sensors.getByRole('row')).toHaveCount(2)

  await bmc.getByRole('button', { name: 'Media' }).click()
  await expect(
    bmc.getByRole('table', { name: 'Media' }).getByRole('row', { name: /CD1 cd, dvd .*rescue\.iso/ }),
  ).toBeVisible()

  await bmc.getByRole('button', { name: 'Firmware' }).click()
  const firmware = bmc.getByRole('table', { name: 'Firmware' })
  await expect(firmware.getByRole('row', { name: 'Boot mode UEFI the same' })).toBeVisible()
  await expect(firmware.getByRole('row', { name: 'Secure boot off on' })).toBeVisible()

  await bmc.getByRole('button', { name: 'Bios' }).click()
  const bios = bmc.getByRole('table', { name: 'BIOS settings' })
  await expect(bios.getByRole('row', { name: 'Sriov Disabled Enabled' })).toBeVisible()
  await bmc.getByRole('textbox', { name: 'Find a setting' }).fill('turbo')
  await expect(bios.getByRole('row', { name: 'ProcTurboMode Enabled the same' })).toBeVisible()
  await expect(bios.getByRole('row', { name: /Sriov/ })).toHaveCount(0)

  await bmc.getByRole('button', { name: 'Events' }).click()
  await expect(bmc).toContainText('See whether the BMC has power and network.')
})
