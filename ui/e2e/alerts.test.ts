import { expect } from '@playwright/test'
import { test } from './fixtures'

test('alerts that hold are listed, muted and cleared, and those that are over are found', async ({
  signedIn: page,
  world,
}) => {
  await page.goto('/alerts')
  const alerts = page.getByRole('table', { name: 'Alerts' })
  await expect(
    alerts.getByRole('row', { name: /rack7-01 Critical PSU2 Status: Power Supply AC lost/ }),
  ).toBeVisible()
  await expect(alerts.getByRole('row')).toHaveCount(2)

  await alerts.getByRole('button', { name: 'Mute PSU2 Status of rack7-01' }).click()
  await expect(alerts.getByRole('row', { name: /Muted: nobody is told/ })).toBeVisible()
  expect(world.lastAsked('PUT', '/machines/m-4k2j9x7q/alert-overrides')?.body).toEqual({
    rule: 'sensor-critical',
    subject: 'PSU2 Status',
    muted: true,
  })

  await alerts.getByRole('button', { name: 'Clear PSU2 Status of rack7-01' }).click()
  await expect(page.getByText('All is well.')).toBeVisible()

  await page.getByLabel('Which alerts').selectOption('All')
  await expect(alerts.getByRole('row')).toHaveCount(3)
  await expect(alerts.getByRole('row', { name: /Inlet Temp reads 43/ })).toBeVisible()
})

test("a machine's page tells how it fares, and that its BMC is silent", async ({ signedIn: page, world }) => {
  await page.goto('/machines/m-4k2j9x7q')
  const health = page.getByRole('region', { name: 'Health' })
  await expect(health).toContainText('Critical')
  await expect(health).toContainText('PSU2 Status: Power Supply AC lost')
  await expect(
    health.getByRole('table', { name: 'Alerts of this machine' }).getByRole('row', { name: /PSU2 Status/ }),
  ).toBeVisible()

  world.health = {
    ...world.health,
    health: 'unknown',
    silentSince: new Date(Date.now() - 600_000).toISOString(),
    trouble: 'no answer from 10.77.1.11',
  }
  await page.reload()
  await expect(health).toContainText('The BMC has been silent since')
  await expect(health).toContainText('no answer from 10.77.1.11')
})
