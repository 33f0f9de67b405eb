import { AxeBuilder } from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { test } from './fixtures'

const pages: [name: string, path: string, heading: string][] = [
  ['machines', '/machines', 'Machines'],
  ['machine', '/machines/m-4k2j9x7q', 'rack7-01'],
  ['provision', '/machines/m-4k2j9x7q/provision', 'Provision rack7-01'],
  ['runs', '/runs', 'Runs'],
  ['run-waiting', '/runs/run-waiting', 'Provision rack7-03'],
  ['run-done', '/runs/run-done', 'Provision rack7-02'],
  ['images', '/images', 'Images'],
  ['segments', '/segments', 'Segments'],
  ['tokens', '/tokens', 'Tokens'],
  ['audit', '/audit', 'Audit'],
  ['nowhere', '/nowhere', 'No such page'],
]

/** Folder for pictures of the pages; none are taken without it. */
const shots = process.env.METALWRIGHT_UI_SHOTS

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, path, heading] of pages) {
    test(`the page ${name} is accessible in ${colorScheme} colours, and fits a narrow screen`, async ({
      signedIn: page,
      world,
    }) => {
      for (let i = 0; i < 60; i++)
        world.write('run-waiting', `Line ${i} of a log that is long enough to scroll`, 'boot')
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await expect(page.getByLabel('Loading')).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
      expect(serious.map(({ id, nodes }) => [id, nodes.map(node => node.html)])).toEqual([])
      if (shots !== undefined)
        await page.screenshot({ path: `${shots}/${name}-${colorScheme}.png`, fullPage: true })
      await page.setViewportSize({ width: 390, height: 844 })
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, 'pixels that stick out to the right').toBeLessThanOrEqual(0)
      if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}-${colorScheme}-narrow.png` })
    })
  }
}

test('the sign-in page is accessible', async ({ page }) => {
  await page.goto('/machines')
  await page.getByText('Where do I find a token?').click()
  await expect(page.getByText('admin-token', { exact: true })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
  if (shots !== undefined) await page.screenshot({ path: `${shots}/sign-in.png` })
})
