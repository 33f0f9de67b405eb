import { expect } from '@playwright/test'
import { test } from './fixtures'

const CONSOLE = '/machines/m-4k2j9x7q/console'

test('what the machine writes is shown, and what is typed reaches it', async ({ signedIn: page, world }) => {
  await page.goto('/machines/m-4k2j9x7q')
  await page.getByRole('button', { name: 'Console' }).click()
  await expect(page.getByRole('heading', { name: 'Console of rack7-01' })).toBeVisible()
  const state = page.getByRole('status', { name: 'Console state' })
  await expect(state).toContainText('Open')
  await expect(state).toContainText('You type.')
  await expect(state).toContainText('Recorded.')

  world.console.say('\u001b[1mGRUB\u001b[0m loading\r\nlogin: ')
  const screen = page.getByRole('region', { name: 'Serial console of rack7-01' })
  await expect(screen).toContainText('GRUB loading')
  await screen.getByRole('textbox').focus()
  await page.keyboard.type('root')
  await page.keyboard.press('Enter')
  await expect.poll(() => world.console.typed).toBe('root\r')
  await page.getByRole('button', { name: 'Send break' }).click()
  await expect.poll(() => world.console.wishes).toEqual(['break'])
})

test('who is taken over from is told, reads on, and can take over again', async ({
  signedIn: page,
  world,
}) => {
  await page.goto(CONSOLE)
  const state = page.getByRole('status', { name: 'Console state' })
  await expect(state).toContainText('You type.')
  world.console.takenBy('ben')
  await expect(page.getByRole('alert')).toHaveText('ben took over: you read on.')
  await expect(state).toContainText('ben types, you read.')
  await expect(page.getByRole('button', { name: 'Send break' })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'Take over' }).click()
  await expect(state).toContainText('You type.')
  await expect(page.getByRole('alert')).toHaveCount(0)
  await page.getByRole('button', { name: 'Only watch' }).click()
  await expect(state).toContainText('Nobody types.')
})

test('a console that breaks off comes back by itself, with a ticket of its own', async ({
  signedIn: page,
  world,
}) => {
  await page.goto(CONSOLE)
  const state = page.getByRole('status', { name: 'Console state' })
  await expect(state).toContainText('Open')
  world.console.breakAll()
  await expect(page.getByText('The connection broke.')).toBeVisible()
  await expect(state).toContainText('Open')
  expect(
    world.asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/console')),
  ).toHaveLength(2)
})

test('a recording is read as text and downloaded', async ({ signedIn: page }) => {
  await page.goto(CONSOLE)
  const table = page.getByRole('table', { name: 'Recordings' })
  await expect(table.locator('tbody tr')).toHaveCount(1)
  await table.getByRole('button', { name: /^Show the recording/ }).click()
  await expect(page.getByRole('region', { name: 'Recording 20260504-120000-000.cast' })).toContainText(
    '--- provision: Write the image ---',
  )
  const download = page.waitForEvent('download')
  await table.getByRole('button', { name: /^Download the recording/ }).click()
  expect((await download).suggestedFilename()).toBe('20260504-120000-000.cast')
})
