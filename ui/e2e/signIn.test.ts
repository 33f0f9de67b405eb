import { expect } from '@playwright/test'
import { test } from './fixtures'
import { TOKEN } from './standin/seed'

test('a wrong token is told, and a right one leads on to the page that was asked for', async ({ page }) => {
  await page.goto('/images')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeDisabled()
  await page.getByLabel('Access token').fill('mw_wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('The API does not know this token, or it was revoked.')).toBeVisible()

  await page.getByLabel('Access token').fill(` ${TOKEN}\n`)
  await page.getByLabel('Access token').press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Images' })).toBeVisible()
})

test('a token that is revoked while it is used ends the session and says so', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/machines')
  await expect(page.getByRole('link', { name: 'rack7-01' })).toBeVisible()
  world.tokens.clear()
  await page.getByRole('link', { name: 'Runs' }).click()
  await expect(page.getByText('The API no longer accepts the token of this session.')).toBeVisible()
  await expect(page.getByLabel('Access token')).toBeVisible()
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('signing out forgets the token', async ({ signedIn: page }) => {
  await page.goto('/machines')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByLabel('Access token')).toBeVisible()
  expect(await page.evaluate(() => [sessionStorage.length, localStorage.length])).toEqual([0, 0])
})
