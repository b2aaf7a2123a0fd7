import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'
import { alterWire } from '../support/altered-wire.ts'
import { type BrowserApp, test as base, expect } from '../support/browser-app.ts'
import { makeJiraWorkspace } from '../support/jira-workspace.ts'

interface FlowFixtures {
  /** The page Flow mapping of a workspace whose issues came from a simulated Jira. */
  readonly flow: BrowserApp
}

const test = base.extend<FlowFixtures>({
  flow: async ({ start, folder }, use) => {
    const simulator = await makeJiraWorkspace(join(folder, 'data'), { issues: 80 })
    const app = await start()
    await app.goTo('flow')
    await expect(column(app.page, 'Review')).toBeVisible({ timeout: 20_000 })
    await use(app)
    await simulator.close()
  },
})

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const statusIn = (page: Page, place: string, status: string) =>
  column(page, place).getByRole('button', { name: `Move ${status}`, exact: true })
const draft = (page: Page) => page.getByRole('region', { name: 'Draft', exact: true })
const review = (page: Page) => page.getByRole('dialog', { name: 'Review and save' })

test('a status is carried to another step by keyboard, previewed, saved, and the version before is restored', async ({
  flow: { page },
}) => {
  const handle = statusIn(page, 'Review', 'In Review')
  await handle.focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('In Review over Review')).toBeAttached()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByText('In Review over Doing')).toBeAttached()
  await page.keyboard.press('Space')
  const moved = statusIn(page, 'Doing', 'In Review')
  await expect(moved).toBeFocused()
  await expect(page.getByText('In Review moved to Doing')).toBeAttached()

  await draft(page).getByRole('button', { name: 'Review and save' }).click()
  await expect(review(page).getByText('“In Review” from Review to Doing')).toBeVisible()
  await expect(review(page).getByText(/^\d+ of \d+ issues would have other steps/)).toBeVisible()
  const figures = review(page).getByRole('table', { name: 'Key figures' })
  await expect(figures.getByRole('row')).toHaveCount(7)
  await review(page)
    .getByRole('button', { name: /^Show / })
    .click()
  await review(page).getByRole('list', { name: 'Issues' }).getByRole('button').first().click()
  const issue = page.getByRole('dialog', { name: 'Issue', exact: true })
  await expect(issue.getByRole('region', { name: 'Timeline' })).toBeVisible()
  await issue.getByRole('button', { name: 'Close the issue' }).click()
  await review(page).getByRole('textbox', { name: 'Summary' }).fill('Reviewing is doing')
  await review(page).getByRole('button', { name: 'Save', exact: true }).click()
  await expect(draft(page)).toHaveCount(0)
  await expect(page.getByText(/^Version 2 in force/)).toBeVisible()

  await page.getByRole('button', { name: 'Versions' }).click()
  const versions = page.getByRole('list', { name: 'Versions' })
  await expect(versions.getByRole('listitem').first()).toContainText('Reviewing is doing')
  await versions.getByRole('button', { name: 'Look at version 1' }).click()
  const dialog = page.getByRole('dialog', { name: 'Version 1', exact: true })
  await expect(dialog.getByText('“In Review” from Doing to Review')).toBeVisible()
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByText(/^Version 3 in force/)).toBeVisible()
  await expect(statusIn(page, 'Review', 'In Review')).toBeVisible()
})

test('a card is dragged by pointer and moved by its menu; escape leaves it; undo and redo go through the edits', async ({
  flow: { page },
}) => {
  await statusIn(page, 'Doing', 'In Progress').dragTo(column(page, 'To do'), { steps: 8 })
  await expect(statusIn(page, 'To do', 'In Progress')).toBeVisible()
  await page.getByRole('button', { name: 'Where Blocked belongs' }).click()
  await page.getByRole('menuitem', { name: 'Not mapped' }).click()
  const unmapped = statusIn(page, 'Not mapped', 'Blocked')
  await expect(unmapped).toBeFocused()
  await expect(draft(page).getByText('2 unsaved changes')).toBeVisible()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Escape')
  await expect(unmapped).toBeVisible()

  await page.keyboard.press('Control+z')
  await expect(statusIn(page, 'Doing', 'Blocked')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(statusIn(page, 'Doing', 'In Progress')).toBeVisible()
  await expect(draft(page).getByText('No unsaved changes')).toBeVisible()
  await page.keyboard.press('Control+Shift+z')
  await expect(statusIn(page, 'To do', 'In Progress')).toBeVisible()

  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await page.getByRole('link', { name: 'Flow mapping with an unsaved draft' }).click()
  await expect(statusIn(page, 'To do', 'In Progress')).toBeVisible()
  await page.reload()
  await expect(statusIn(page, 'To do', 'In Progress')).toBeVisible()
  await draft(page).getByRole('button', { name: 'Discard' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard changes' }).click()
  await expect(statusIn(page, 'Doing', 'In Progress')).toBeVisible()
})

test('a deleted step hands its statuses to the one chosen, and the charts follow; what is incomplete cannot be saved', async ({
  flow: { page },
  context,
}) => {
  const charts = await context.newPage()
  await charts.goto(`${new URL(page.url()).origin}/#/flow-metrics/waiting`)
  const timeIn = (step: string) =>
    charts.getByRole('table', { name: 'Time in step' }).getByRole('rowheader', { name: step })
  await expect(timeIn('Review')).toBeVisible()
  await page.bringToFront()
  await page.getByRole('button', { name: 'Edit step Review' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Delete the step “Review”?' })
  const confirm = question.getByRole('button', { name: 'Delete step' })
  await expect(confirm).toBeDisabled()
  await question.getByRole('combobox', { name: 'Statuses go to' }).click()
  await page.getByRole('option', { name: 'Doing' }).click()
  await confirm.click()
  await expect(column(page, 'Review')).toHaveCount(0)
  await expect(statusIn(page, 'Doing', 'In Review')).toBeVisible()
  await expect(statusIn(page, 'Doing', 'Waiting for release')).toBeVisible()

  await page.getByRole('button', { name: 'Edit step Done' }).click()
  await page.getByRole('dialog', { name: 'Step Done' }).getByText('In progress', { exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(draft(page).getByText('1 problem to mend')).toBeVisible()
  await draft(page).getByRole('button', { name: 'Review and save' }).click()
  await expect(review(page).getByText(/has no done step/)).toBeVisible()
  await expect(review(page).getByRole('button', { name: 'Save', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await review(page).getByRole('button', { name: 'Go on editing' }).click()
  await draft(page).getByRole('button', { name: 'Undo' }).click()
  await draft(page).getByRole('button', { name: 'Review and save' }).click()
  await review(page).getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Version 2 in force/)).toBeVisible()
  await expect(column(page, 'Review')).toHaveCount(0)
  await expect(timeIn('Doing')).toBeVisible()
  await expect(timeIn('Review')).toHaveCount(0)
  await charts.close()
})

test('steps are added, renamed, recoloured and moved; flows added and removed; types assigned', async ({
  flow: { page },
}) => {
  await page.getByRole('button', { name: 'Add step' }).click()
  await page.getByRole('button', { name: 'Edit step New step' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await name.fill('Test')
  await name.press('Enter')
  await page.getByRole('switch', { name: 'Work waits here' }).click()
  await page.getByRole('button', { name: 'red', exact: true }).click()
  await page.getByRole('button', { name: 'Earlier' }).click()
  await page.keyboard.press('Escape')
  await expect(column(page, 'Test').getByText(', work waits here')).toBeAttached()
  const steps = page.getByRole('region', { name: 'Steps of Delivery' }).getByRole('region')
  expect(await steps.evaluateAll(all => all.map(each => each.getAttribute('aria-label')))).toEqual([
    'To do',
    'Doing',
    'Test',
    'Review',
    'Done',
  ])

  await page.getByRole('button', { name: 'Add flow' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Bugs')
  await page.getByRole('dialog').getByRole('button', { name: 'Add flow' }).click()
  await expect(page.getByRole('tab', { name: 'Bugs' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('combobox', { name: 'Flow of Bug' }).selectOption('Bugs')
  await expect(statusIn(page, 'In progress', 'In Progress')).toBeVisible()
  await page.getByRole('button', { name: 'More about the flow Bugs' }).click()
  await page.getByRole('menuitem', { name: 'Remove flow' }).click()
  const question = page.getByRole('dialog', { name: 'Remove the flow “Bugs”?' })
  await question.getByRole('combobox', { name: 'Issue types go to' }).click()
  await page.getByRole('option', { name: 'No flow: left out' }).click()
  await question.getByRole('button', { name: 'Remove flow' }).click()
  await expect(page.getByRole('combobox', { name: 'Flow of Bug' })).toHaveValue('out')
  await expect(page.getByRole('tab', { name: 'Bugs' })).toHaveCount(0)

  for (let more = 0; more < 6; more++) await page.getByRole('button', { name: 'Add step' }).click()
  await expect(steps).toHaveCount(11)
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(overflow).toBeLessThanOrEqual(0)
})

test('an exported file is imported as a draft; a broken one is told and changes nothing', async ({
  flow: { page },
  folder,
}) => {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  const file = join(folder, 'flow.json')
  await (await download).saveAs(file)
  const input = page.locator('input[type=file]')
  writeFileSync(join(folder, 'broken.json'), '{"format": "weir-flow", "formatVersion": 1, "config": {"flows": 3}}')
  await input.setInputFiles(join(folder, 'broken.json'))
  const alert = page.getByRole('alert').filter({ hasText: 'This flow mapping is damaged' })
  await expect(alert).toBeVisible()
  await alert.getByRole('button', { name: 'Close' }).click()
  writeFileSync(join(folder, 'notes.txt'), 'Dear diary')
  await input.setInputFiles(join(folder, 'notes.txt'))
  await expect(page.getByRole('alert').filter({ hasText: 'This file is not JSON' })).toBeVisible()
  await expect(draft(page)).toHaveCount(0)

  await page.getByRole('button', { name: 'Where Blocked belongs' }).click()
  await page.getByRole('menuitem', { name: 'Not mapped' }).click()
  await input.setInputFiles(file)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(statusIn(page, 'Doing', 'Blocked')).toBeVisible()
  await expect(draft(page).getByText('No unsaved changes')).toBeVisible()
})

test('what somebody else saved meanwhile is told; the draft is kept only when the user says so', async ({
  flow: { page },
  context,
}) => {
  await page.getByRole('button', { name: 'Where Blocked belongs' }).click()
  await page.getByRole('menuitem', { name: 'Not mapped' }).click()
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(draft(other)).toBeVisible()
  await page.getByRole('button', { name: 'Where In Review belongs' }).click()
  await page.getByRole('menuitem', { name: 'Doing' }).click()
  await draft(other).getByRole('button', { name: 'Review and save' }).click()
  await review(other).getByRole('button', { name: 'Save', exact: true }).click()
  await expect(other.getByText(/^Version 2 in force/)).toBeVisible()

  const told = page.getByRole('alert').filter({ hasText: 'has saved version 2 since you began' })
  await expect(told).toBeVisible()
  await expect(draft(page).getByRole('button', { name: 'Review and save' })).toBeDisabled()
  await told.getByRole('button', { name: 'Keep my draft instead' }).click()
  await expect(told).toHaveCount(0)
  await expect(draft(page).getByText('1 unsaved change', { exact: true })).toBeVisible()
  await draft(page).getByRole('button', { name: 'Review and save' }).click()
  await review(page).getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Version 3 in force/)).toBeVisible()
  await expect(statusIn(other, 'Doing', 'In Review')).toBeVisible()
  await other.close()
})

test('before there are issues the page says what to do; while it fails it says why and tries again', async ({
  app,
}) => {
  const { page } = app
  await app.goTo('flow')
  await expect(page.getByText('No issues yet')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Go to the connections' })).toBeVisible()
  const wire = await alterWire(page)
  const works = wire.fail('flow.get', { code: 'internal.unexpected', hint: 'The mapping broke.', details: {} })
  await page.reload()
  const alert = page.getByRole('alert').filter({ hasText: 'The mapping broke.' })
  await expect(alert).toBeVisible()
  works()
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('No issues yet')).toBeVisible()
})

for (const theme of ['light', 'dark'] as const) {
  test(`the page, a step's editor and the review have no accessibility violations (${theme})`, async ({
    flow: { page },
  }) => {
    const violations = async () => (await new AxeBuilder({ page }).analyze()).violations
    await page.emulateMedia({ colorScheme: theme })
    await page.getByRole('button', { name: 'Where Blocked belongs' }).click()
    await page.getByRole('menuitem', { name: 'Not mapped' }).click()
    await expect(draft(page)).toBeVisible()
    expect(await violations()).toEqual([])
    await page.getByRole('button', { name: 'Edit step Review' }).click()
    await expect(page.getByRole('textbox', { name: 'Name' })).toBeVisible()
    expect(await violations()).toEqual([])
    await page.keyboard.press('Escape')
    await draft(page).getByRole('button', { name: 'Review and save' }).click()
    await expect(review(page).getByRole('table', { name: 'Key figures' })).toBeVisible()
    await review(page)
      .getByRole('button', { name: /^Show / })
      .click()
    await expect(review(page).getByRole('list', { name: 'Issues' })).toBeVisible()
    expect(await violations()).toEqual([])
  })
}
