import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './fixtures'

const pages: [name: string, path: string, heading: string][] = [
  ['machines', '/machines', 'Machines'],
  ['machine', '/machines/m-4k2j9x7q', 'rack7-01'],
  ['provision', '/machines/m-4k2j9x7q/provision', 'Provision rack7-01'],
  ['console', '/machines/m-4k2j9x7q/console', 'Console of rack7-01'],
  ['runs', '/runs', 'Runs'],
  ['run-waiting', '/runs/run-waiting', 'Provision rack7-03'],
  ['run-done', '/runs/run-done', 'Provision rack7-02'],
  ['alerts', '/alerts', 'Alerts'],
  ['images', '/images', 'Images'],
  ['segments', '/segments', 'Segments'],
  ['boot-configurations', '/boot-configurations', 'Boot documents'],
  ['runbooks', '/runbooks', 'Runbooks'],
  ['subscriptions', '/subscriptions', 'Notifications'],
  ['tokens', '/tokens', 'Tokens'],
  ['audit', '/audit', 'Audit'],
  ['nowhere', '/nowhere', 'No such page'],
]

/** Folder for pictures of the pages; none are taken without it. */
const shots = process.env.METALWRIGHT_UI_SHOTS

async function picture(page: Page, name: string, fullPage = true) {
  if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage })
}

async function seriousFaults(page: Page, rules?: string[]) {
  const builder = new AxeBuilder({ page })
  const { violations } = await (rules === undefined ? builder : builder.withRules(rules)).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, nodes.map(node => node.html)])
}

for (const [name, path, heading] of pages) {
  test(`the page ${name} is accessible in light and dark, and fits a narrow screen`, async ({
    signedIn: page,
    world,
  }) => {
    for (let i = 0; i < 60; i++)
      world.write('run-waiting', `Line ${i} of a log that is long enough to scroll`, 'boot')
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expect(page.getByLabel('Loading')).toHaveCount(0)
    expect(await seriousFaults(page)).toEqual([])
    await picture(page, `${name}-light`)

    await page.emulateMedia({ colorScheme: 'dark' })
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
    expect(await seriousFaults(page, ['color-contrast'])).toEqual([])
    await picture(page, `${name}-dark`)

    await page.setViewportSize({ width: 390, height: 844 })
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(overflow, 'pixels that stick out to the right').toBeLessThanOrEqual(0)
    await picture(page, `${name}-narrow`, false)
  })
}

test('the sign-in page is accessible', async ({ page }) => {
  await page.goto('/machines')
  await page.getByText('Where do I find a token?').click()
  await expect(page.getByText('admin-token', { exact: true })).toBeVisible()
  expect(await seriousFaults(page)).toEqual([])
  await picture(page, 'sign-in', false)
})
