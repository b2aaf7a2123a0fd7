import { addRepositories, expect, expectJobState, test } from '../support/browser-app.ts'
import { makeLargeRepository } from '../support/large-repository.ts'

test.beforeEach(async ({ app }) => {
  await makeLargeRepository(`${app.folder}/large`, { commits: 30_000 })
  await addRepositories(app.page, `${app.folder}/large`, 'Large')
})

test('a running sync shows where it is, pauses, survives a restart as paused, and resumes to the end', async ({
  app,
}) => {
  const { page } = app
  const job = page.getByRole('article', { name: 'Large' })
  await expect(job.getByRole('progressbar', { name: 'Progress of Large' })).toBeVisible({ timeout: 30_000 })
  await job.getByRole('button', { name: 'Pause: Large' }).click()
  await expectJobState(page, 'Large', 'Paused')

  await app.restart()
  await expect(page.getByLabel('Connection: Live')).toBeVisible({ timeout: 30_000 })
  await expectJobState(page, 'Large', 'Paused')
  await expect(job.getByRole('button', { name: 'Pause: Large' })).toHaveCount(0)
  await job.getByRole('button', { name: 'Resume: Large' }).click()
  await expectJobState(page, 'Large', 'Finished')
})

test('a force stop is asked for twice, fails the job as stopped, and the next run goes on', async ({ app }) => {
  const { page } = app
  const job = page.getByRole('article', { name: 'Large' })
  await job.getByRole('button', { name: 'Force stop: Large' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Force stop', exact: true }).click()
  await expectJobState(page, 'Large', 'Stopped')
  await job.getByRole('button', { name: 'Run now: Large' }).click()
  await expectJobState(page, 'Large', 'Finished')
})

test('a finished run shows what it did, stream by stream, with its log', async ({ app }) => {
  const { page } = app
  await expectJobState(page, 'Large', 'Finished')
  await page.getByRole('link', { name: 'Show the run' }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('row', { name: /commits/ }).first()).toContainText('30,000')
  await expect(drawer.getByRole('heading', { name: /log/i })).toBeVisible()
})

test('a crash of the server is healed: reconnected, the job failed as interrupted, its next run finishes', async ({
  app,
}) => {
  const { page } = app
  const job = page.getByRole('article', { name: 'Large' })
  await expect(job.getByRole('progressbar', { name: 'Progress of Large' })).toBeVisible({ timeout: 30_000 })
  await app.restart('kill')
  await expect(page.getByLabel('Connection: Live')).toBeVisible({ timeout: 30_000 })
  await expectJobState(page, 'Large', 'Failed')
  await job.getByRole('button', { name: 'Run now: Large' }).click()
  await expectJobState(page, 'Large', 'Finished')
})

test('30,000 commits open as a list that only draws what is seen', async ({ app }) => {
  const { page } = app
  await expectJobState(page, 'Large', 'Finished')
  await page.goto(`${new URL(page.url()).origin}/#/`)
  await page.getByRole('button', { name: 'Show the whole history' }).first().click()
  const activity = page.getByRole('region', { name: 'Commit activity' })
  await activity.getByRole('button', { name: '30,000 commits', exact: true }).click()
  const table = page.getByRole('dialog').getByRole('table')
  await expect(table.getByText('Change 30000: generated')).toBeVisible()
  expect(await table.getByRole('row').count()).toBeLessThan(120)
  await page.getByRole('dialog').getByRole('row').nth(3).focus()
  await page.keyboard.press('End')
  await expect(table.getByText('Change 1: generated')).toBeVisible({ timeout: 30_000 })
  expect(await table.getByRole('row').count()).toBeLessThan(120)
})
