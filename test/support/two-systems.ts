import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { addRepositories, type BrowserApp, test as base, expect, expectJobState } from './browser-app.ts'
import { type Author, createTestRepository } from './git-repository.ts'
import { makeJiraWorkspace } from './jira-workspace.ts'

/** Who also has an account in the simulated Jira: by the same e-mail, and by the same name alone. */
export const anna: Author = { name: 'anna', email: 'user0@example.org' }
export const ben: Author = { name: 'Okafor, Ben', email: 'ben@home.example' }
export const stranger: Author = { name: 'Zora Stranger', email: 'zora@example.org' }

export interface TwoSystems {
  /** The app with a synced Jira and a synced repository: three commits of Anna's, two of Ben's, one of a stranger's. */
  readonly both: BrowserApp
}

export const test = base.extend<TwoSystems>({
  both: async ({ start, folder }, use) => {
    const simulator = await makeJiraWorkspace(join(folder, 'data'), { issues: 60 })
    makeCommits(join(folder, 'service'))
    const app = await start()
    await addRepositories(app, join(folder, 'service'), 'Our service')
    await expectJobState(app.page, 'Our service', 'Finished')
    await use(app)
    await simulator.close()
  },
})

function makeCommits(path: string): void {
  const repository = createTestRepository(path)
  const hour = 3600
  let at = Math.floor(Date.now() / 1000) - 20 * 24 * hour
  for (const author of [anna, ben, stranger, anna, ben, anna]) {
    at += 24 * hour
    repository.commit(`Work of ${author.name}`, { author, committer: author, at })
    if (author === ben) repository.tag(`v1.${at}.0`)
  }
}

/** Leads to a page by the navigation. */
export async function visit(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click()
}

/** Fails with what axe finds on the page, one line each. */
export async function expectAccessible(page: Page): Promise<void> {
  // What is still fading in has too little contrast.
  await expect(async () => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  }).toPass({ timeout: 60_000 })
}

export { expect }
