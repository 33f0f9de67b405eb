import { expect } from '@playwright/test'
import { test } from './fixtures'
import { steps } from './standin/seed'

const PATH = '/runs/run-waiting'

test('a run is watched from waiting through a retry to its end', async ({ signedIn: page, world }) => {
  world.write('run-waiting', 'Power cycled through IPMI', 'boot')
  await page.goto(PATH)
  const waiting = page.getByRole('region', { name: 'Waiting for you' })
  await expect(waiting).toContainText('No agent announced itself within 10 min.')
  await expect(waiting).toContainText('It got the address 10.77.0.23 by DHCP')
  await expect(waiting).toContainText('Check that TFTP (69/udp)')
  await expect(waiting).toContainText(/tries again in 4 min \d\d s/)
  const log = page.getByRole('log')
  await expect(log).toContainText('Power cycled through IPMI')

  await waiting.getByRole('button', { name: 'Retry now' }).click()
  await expect(waiting).toHaveCount(0)
  await expect(log).toContainText('first: Tries “boot” again')
  await expect(page.getByRole('listitem', { name: 'Boot BootOS from the network: Running' })).toContainText(
    'attempt 4',
  )

  world.turn('run-waiting', {
    steps: steps('image', 'running'),
    progress: { step: 'image', percent: 41.7, text: '65 of 157 chunks' },
  })
  const image = page.getByRole('listitem', { name: 'Write the image: Running' })
  await expect(image).toContainText('41 % · 65 of 157 chunks')
  await expect(image.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '42')
  await expect(page.getByRole('listitem', { name: 'Prepare the disks: Done' })).toBeVisible()

  world.write('run-waiting', 'SSH answered with the planned host key', 'proof')
  world.turn('run-waiting', {
    state: 'done',
    steps: steps('proof', 'done', { evidence: 'Reported by web-03', endedAt: new Date().toISOString() }),
    progress: null,
    outcome: 'web-03 is up at 10.77.0.23.',
    endedAt: new Date().toISOString(),
  })
  await expect(page.getByText('web-03 is up at 10.77.0.23.')).toBeVisible()
  await expect(page.getByText('9 of 9')).toBeVisible()
  await expect(log).toContainText('SSH answered with the planned host key')
  await expect(page.getByText('complete')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Cancel the run…' })).toHaveCount(0)
})

test('a step that cannot be skipped says why, also to the keyboard', async ({ signedIn: page, world }) => {
  await page.goto(PATH)
  const skip = page.getByRole('button', { name: 'Skip this step…' })
  await expect(skip).toHaveAttribute('aria-disabled', 'true')
  await skip.focus()
  await expect(page.getByRole('tooltip')).toContainText('need what it does, so it cannot be skipped')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  expect(world.asked.some(({ path }) => path.endsWith('/skip'))).toBe(false)
})

test('a step that may be skipped is skipped after a question', async ({ signedIn: page, world }) => {
  const { waiting } = world.run('run-waiting')
  if (waiting !== null) world.turn('run-waiting', { waiting: { ...waiting, skippable: true } })
  await page.goto(PATH)
  await page.getByRole('button', { name: 'Skip this step…' }).click()
  await page.getByRole('dialog').getByLabel('Why').fill('The rack has no console')
  await page.getByRole('dialog').getByRole('button', { name: 'Skip the step' }).click()
  await expect(page.getByRole('log')).toContainText('first: Skipped “boot”')
  expect(world.lastAsked('POST', '/runs/run-waiting/skip')?.body).toEqual({
    step: 'boot',
    reason: 'The rack has no console',
  })
})

test('a retry with a change names the changed fields by JSON pointer', async ({ signedIn: page, world }) => {
  world.hardware.set('m-2v6b0t9w', world.hardware.get('m-4k2j9x7q') as never)
  await page.goto(PATH)
  await page.getByRole('button', { name: 'Retry with a change…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Retry with a change' })
  await dialog.getByRole('button', { name: 'Retry with this change' }).click()
  await expect(dialog.getByText('Change something')).toBeVisible()
  await dialog.getByLabel('Image').selectOption('tiny')
  await dialog.getByLabel('Address of the installed system').fill('10.77.0.77')
  await dialog.getByLabel('Other disks').check()
  await dialog.getByLabel('Erase S64FNE0T112233, 960 GB').check()
  await dialog.getByLabel('Why').fill('The first disk is dying')
  await dialog.getByRole('button', { name: 'Retry with this change' }).click()
  await expect(page.getByRole('region', { name: 'Waiting for you' })).toHaveCount(0)
  expect(world.lastAsked('POST', '/runs/run-waiting/retry')?.body).toEqual({
    step: 'boot',
    reason: 'The first disk is dying',
    change: {
      '/image': 'tiny',
      '/disks': { raid: 'none', serials: ['S64FNE0T112233'] },
      '/network/address': '10.77.0.77',
    },
  })
})

test('a retry corrects the BMC and fetches an image from its address', async ({ signedIn: page, world }) => {
  await page.goto(PATH)
  await page.getByRole('button', { name: 'Retry with a change…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Retry with a change' })
  await dialog.getByLabel('Or fetch it from').fill('https://images.example/debian-13.qcow2')
  await dialog.getByLabel('Address of the BMC').fill('10.77.1.44')
  await dialog.getByLabel('User of the BMC').fill('operator')
  await dialog.getByLabel('Password of that user').fill('from the sticker')
  await dialog.getByRole('button', { name: 'Retry with this change' }).click()
  await expect(page.getByRole('region', { name: 'Waiting for you' })).toHaveCount(0)
  expect(world.lastAsked('POST', '/runs/run-waiting/retry')?.body).toEqual({
    step: 'boot',
    change: {
      '/image': 'https://images.example/debian-13.qcow2',
      '/bmc/address': '10.77.1.44',
      '/bmc/user': 'operator',
      '/bmc/password': 'from the sticker',
    },
  })
})

test('a broken stream is taken up again, and no line is lost or told twice', async ({
  signedIn: page,
  world,
}) => {
  world.write('run-waiting', 'line one')
  await page.goto(PATH)
  const lines = page.getByRole('log').locator('[data-index]')
  await expect(lines).toHaveCount(1)
  await expect(page.getByText('live', { exact: true })).toBeVisible()
  world.breakStreams('run-waiting')
  world.write('run-waiting', 'line two')
  await expect(lines).toHaveCount(2)
  await expect(page.getByText('live', { exact: true })).toBeVisible()
  world.lostLines = 1
  world.write('run-waiting', 'line three')
  world.write('run-waiting', 'line four')
  await expect(lines).toHaveText([/line one/, /line two/, /line three/, /line four/])
  const from = world.asked
    .filter(({ path }) => path === '/runs/run-waiting/events')
    .map(({ query }) => query.from)
  expect(from.at(0)).toBe('0')
  expect(from.at(-1)).toBe('1')
})

test('a run is cancelled only after a question', async ({ signedIn: page, world }) => {
  await page.goto(PATH)
  await page.getByRole('button', { name: 'Cancel the run…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this run?' })
  await dialog.getByRole('button', { name: 'Back' }).click()
  await expect(dialog).toHaveCount(0)
  expect(world.run('run-waiting').state).toBe('waiting')
  await page.getByRole('button', { name: 'Cancel the run…' }).click()
  await dialog.getByLabel('Why').fill('Wrong machine')
  await dialog.getByRole('button', { name: 'Cancel the run' }).click()
  await expect(page.getByText('Cancelling', { exact: true })).toBeVisible()
  expect(world.lastAsked('POST', '/runs/run-waiting/cancel')?.body).toEqual({ reason: 'Wrong machine' })
  await expect(page.getByRole('button', { name: 'Cancel the run…' })).toHaveAccessibleDescription(
    /being cancelled already/,
  )
})

test('a run is paused and goes on when it is resumed', async ({ signedIn: page, world }) => {
  await page.goto(PATH)
  await page.getByRole('button', { name: 'Pause the run…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill('Change freeze')
  await dialog.getByRole('button', { name: 'Pause the run' }).click()
  await expect(page.getByText('Will pause before the next step')).toBeVisible()
  await expect(page.getByText(/^first asked for it on .*: Change freeze$/)).toBeVisible()
  expect(world.lastAsked('POST', '/runs/run-waiting/pause')?.body).toEqual({ reason: 'Change freeze' })
  world.turn('run-waiting', { state: 'paused', waiting: null })
  await expect(page.getByText('Paused', { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Resume the run…' }).click()
  await expect(dialog.getByLabel('Why')).toHaveValue('')
  await dialog.getByRole('button', { name: 'Resume the run' }).click()
  await expect(page.getByRole('button', { name: 'Pause the run…' })).toBeVisible()
})

test('a word that the run refuses is told with its reason', async ({ signedIn: page, world }) => {
  await page.goto(PATH)
  const retry = page.getByRole('button', { name: 'Retry now' })
  await expect(retry).toBeVisible()
  // Somebody else was quicker, and this page was not told yet.
  world.run('run-waiting').waiting = null
  await retry.click()
  await expect(page.getByRole('alert')).toContainText('The run does not wait for anybody.')
})

test('the history is linked in the Temporal UI, and runs are filtered by kind', async ({
  signedIn: page,
}) => {
  await page.goto('/runs')
  await expect(page.getByRole('table', { name: 'Runs' }).locator('tbody tr')).toHaveCount(3)
  await page.getByLabel('Kind').selectOption('register')
  await expect(page.getByRole('table', { name: 'Runs' }).locator('tbody tr')).toHaveCount(1)
  await page.goto('/runs/run-done')
  await expect(page.getByRole('link', { name: 'Open in the Temporal UI' })).toHaveAttribute(
    'href',
    /workflows\/run-done$/,
  )
  await page.goto('/runs/run-nowhere')
  await expect(page.getByRole('alert')).toContainText('There is no run run-nowhere.')
})

test('only the lines in sight of a long log are in the document, and its end is shown', async ({
  signedIn: page,
  world,
}) => {
  for (let i = 0; i < 3000; i++) world.write('run-waiting', `line ${i}`)
  await page.goto(PATH)
  await page.getByRole('log').scrollIntoViewIfNeeded()
  await expect(page.getByText('line 2999', { exact: true })).toBeInViewport()
  expect(await page.getByRole('log').locator('[data-index]').count()).toBeLessThan(120)
})
