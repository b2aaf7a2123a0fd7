import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { addRepositories, type BrowserApp, test as base, expect, expectJobState } from '../support/browser-app.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { type HeldGit, holdGit } from '../support/held-git.ts'
import { makeLargeRepository } from '../support/large-repository.ts'
import { makeShop } from '../support/shop-repository.ts'

const commits = 6000

interface JobFixtures {
  /** A sync that comes to counting lines, on the Jobs page, and waits there until git is released. */
  readonly held: BrowserApp & { readonly git: HeldGit; readonly job: ReturnType<BrowserApp['page']['getByRole']> }
}

/** Two repositories of generated history, made once: nothing writes into them. */
const test = base.extend<JobFixtures, { readonly code: string }>({
  code: [
    async ({ browserName: _ }, use) => {
      const folder = createTestFolder()
      await makeLargeRepository(join(folder.path, 'large'), { commits })
      await makeLargeRepository(join(folder.path, 'small'), { commits: 300, tagEvery: 50 })
      await use(folder.path)
      folder.remove()
    },
    { scope: 'worker' },
  ],
  held: async ({ start, folder, code }, use) => {
    const git = holdGit(folder)
    const app = await start({ env: git.env })
    await addRepositories(app, code, 'Code')
    const job = app.page.getByRole('article', { name: 'Code', exact: true })
    await expect(job.getByText(/ · commits counted /)).toBeVisible({ timeout: 30_000 })
    await use({ ...app, git, job })
  },
})

test.skip(process.platform === 'win32', 'git is held by a shell script')

test('a running sync shows where it is, pauses, survives a restart as paused, and resumes to the end', async ({
  held: { page, git, job, restart },
}) => {
  await expectJobState(page, 'Code', 'Running')
  await expect(page.getByRole('link', { name: 'Jobs 1 at work' })).toBeVisible()
  await expect(job.getByRole('progressbar', { name: 'Progress of Code' })).toBeVisible()
  await expect(job.getByText(/ \(step \d+ of 10\)$/)).toBeVisible()
  const pause = job.getByRole('button', { name: 'Pause: Code', exact: true })
  await pause.click()
  await expectJobState(page, 'Code', 'Pausing')
  await expect(pause).toBeDisabled()
  git.release()
  await expectJobState(page, 'Code', 'Paused')
  await expect(pause).toHaveCount(0)
  await expect(job.getByRole('progressbar', { name: 'Progress of Code' })).toBeVisible()

  await restart()
  await expect(page.getByLabel('Connection: Live')).toBeVisible({ timeout: 20_000 })
  await expectJobState(page, 'Code', 'Paused')
  await job.getByRole('button', { name: 'Resume: Code', exact: true }).click()
  await expectJobState(page, 'Code', 'Finished')
  await expect(page.getByRole('table', { name: 'Runs' }).getByRole('row')).toHaveCount(2)
})

test('a force stop is asked for twice, ends a git that hangs, and the next run goes on', async ({
  held: { page, git, job },
}) => {
  const stop = job.getByRole('button', { name: 'Force stop: Code', exact: true })
  const question = page.getByRole('dialog', { name: 'Force-stop “Code”?' })
  await stop.click()
  await question.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(question).toHaveCount(0)
  await expect(stop).toBeFocused()
  await expectJobState(page, 'Code', 'Running')
  await stop.click()
  await question.getByRole('button', { name: 'Force stop', exact: true }).click()
  await expectJobState(page, 'Code', 'Stopped')
  await expect(job.getByText('The run was stopped by force')).toBeVisible()

  git.release()
  await job.getByRole('button', { name: 'Run now: Code', exact: true }).click()
  await expectJobState(page, 'Code', 'Finished')
  const runs = page.getByRole('table', { name: 'Runs' }).getByRole('row')
  await expect(runs.nth(1)).toContainText('Finished')
  await expect(runs.nth(2)).toContainText('Stopped')
  await expect(runs.nth(2)).toContainText('6,')
})

test('a crash of the server is healed: reconnected, the run interrupted, its next one finishes', async ({
  held: { page, git, job, restart },
}) => {
  await restart('kill')
  git.release()
  await expect(page.getByLabel('Connection: Live')).toBeVisible({ timeout: 20_000 })
  await expectJobState(page, 'Code', 'Failed')
  await expect(job.getByText('The run was interrupted')).toBeVisible()
  await job.getByRole('button', { name: 'Run now: Code', exact: true }).click()
  await expectJobState(page, 'Code', 'Finished')
})

test('a second window sees the job move, whichever of them moves it', async ({ held: { page, git, job, server } }) => {
  const other = await page.context().newPage()
  await other.goto(`${new URL(server.url).origin}/#/jobs`)
  await expectJobState(other, 'Code', 'Running')
  await job.getByRole('button', { name: 'Pause: Code', exact: true }).click()
  await expectJobState(other, 'Code', 'Pausing')
  git.release()
  await expectJobState(other, 'Code', 'Paused')
  await other.getByRole('button', { name: 'Resume: Code', exact: true }).click()
  await expectJobState(page, 'Code', 'Finished')
  await expectJobState(other, 'Code', 'Finished')
  await other.close()
})

test('a second job waits its turn and can leave the queue', async ({ held: app, code }) => {
  const { page, git } = app
  await addRepositories(app, join(code, 'small'), 'Second')
  const second = page.getByRole('article', { name: 'Second', exact: true })
  await expectJobState(page, 'Second', 'Queued')
  await expect(second.getByText('next to run')).toBeVisible()
  await second.getByRole('button', { name: 'Remove from queue: Second', exact: true }).click()
  await expectJobState(page, 'Second', 'Not run yet')
  await second.getByRole('button', { name: 'Run now: Second', exact: true }).click()
  await expectJobState(page, 'Second', 'Queued')
  git.release()
  await expectJobState(page, 'Code', 'Finished')
  await expectJobState(page, 'Second', 'Finished')
})

test('a finished run shows what it did, stream by stream, also when its address is loaded anew', async ({
  held: { page, git, job },
}) => {
  git.release()
  await expectJobState(page, 'Code', 'Finished')
  await job.getByRole('link', { name: 'Show the run', exact: true }).click()
  await expect(page).toHaveURL(/#\/jobs\/runs\/1$/)
  const run = page.getByRole('dialog', { name: 'Run 1' })
  for (const loaded of ['by a click', 'by its address']) {
    if (loaded === 'by its address') await page.reload()
    await expect(run.getByRole('row', { name: /^large commits 6,000/ })).toBeVisible()
    await expect(run.getByRole('row', { name: /^small tags 6 / })).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await expect(run).toHaveCount(0)
  await expect(page).toHaveURL(/#\/jobs$/)
})

test('what a run had to leave out is in its log, which can be searched', async ({ start, folder }) => {
  const app = await start()
  const { page } = app
  makeShop(join(folder, 'shop'))
  await addRepositories(app, join(folder, 'shop'), 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  // A branch of a commit that is missing.
  writeFileSync(join(folder, 'shop/.git/refs/heads/broken'), `${'1'.repeat(40)}\n`)
  await page.getByRole('button', { name: 'Run now: Our shop', exact: true }).click()
  const runs = page.getByRole('table', { name: 'Runs' }).getByRole('row')
  await expect(runs).toHaveCount(3)
  await expect(runs.nth(1)).toContainText('Finished')
  await runs.nth(1).getByRole('link').click()
  const run = page.getByRole('dialog', { name: 'Run 2' })
  const log = run.getByRole('region', { name: 'Log entries' })
  await expect(log.getByText(/refs\/heads\/broken/)).toBeVisible()
  await run.getByRole('textbox', { name: 'Search the log' }).fill('no such words')
  await expect(log.getByText('Nothing matches')).toBeVisible()
  await run.getByRole('textbox', { name: 'Search the log' }).fill('MISSING')
  await expect(log.getByText(/refs\/heads\/broken/)).toBeVisible()
})

test('6,000 commits open as a list that only draws what is seen', async ({ start, code }) => {
  const app = await start()
  const { page } = app
  await addRepositories(app, join(code, 'large'), 'Large')
  await expectJobState(page, 'Large', 'Finished')
  await app.goTo('')
  const activity = page.getByRole('region', { name: 'Commit activity' })
  await activity.getByRole('button', { name: 'Show the whole history', exact: true }).click()
  await activity.getByRole('button', { name: '6,000 commits', exact: true }).click()
  const grid = page.getByRole('dialog').getByRole('grid')
  await expect(grid).toHaveAttribute('aria-rowcount', '6001')
  await expect(grid.getByText(/^(merge )?Change 6000: generated$/)).toBeVisible()
  expect(await grid.getByRole('row').count()).toBeLessThan(80)
  await expect(grid).toBeFocused()
  await page.keyboard.press('End')
  await expect(grid.getByText('Change 1: generated', { exact: true })).toBeVisible()
  expect(await grid.getByRole('row').count()).toBeLessThan(80)
})
