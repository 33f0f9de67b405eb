import { test as base, expect, type Page } from '@playwright/test'
import { TOKEN } from './standin/seed'
import { serve } from './standin/server'
import { World } from './standin/World'

interface Fixtures {
  world: World
  /** A page whose session has a token already. */
  signedIn: Page
}

/** Each test has an API of its own. It fails on any script error and on anything that the content security policy refused. */
export const test = base.extend<Fixtures & { api: { url: string; world: World } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern
  api: async ({}, use) => {
    const world = new World()
    const { url, close } = await serve(world)
    await use({ url, world })
    close()
  },
  world: async ({ api }, use) => use(api.world),
  baseURL: async ({ api }, use) => use(api.url),
  page: async ({ page }, use) => {
    const errors: string[] = []
    page.on('pageerror', error => errors.push(error.message))
    page.on('console', message => {
      // Refused calls are told there too, and are wanted in many tests.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        errors.push(message.text())
    })
    await use(page)
    expect(errors).toEqual([])
  },
  signedIn: async ({ page }, use) => {
    await page.addInitScript(token => sessionStorage.setItem('metalwright.token', token), TOKEN)
    await use(page)
  },
})
