import { join } from 'node:path'
import type { Locator, Page } from 'playwright/test'
import { test as base, expect } from '../support/browser-app.ts'
import { makeJiraWorkspace } from '../support/jira-workspace.ts'
import { expectAccessible } from '../support/two-systems.ts'

interface Flow {
  readonly page: Page
  readonly drawer: Locator
  region(name: string): Locator
  /** Shows the page of a question. */
  show(question: 'time' | 'waiting' | 'ageing' | 'forecast'): Promise<void>
}

const test = base.extend<{ flow: Flow }>({
  /** The flow pages of a workspace whose issues came from a simulated Jira. */
  flow: async ({ folder, start }, use) => {
    const simulator = await makeJiraWorkspace(join(folder, 'data'), { issues: 120, days: 200 })
    const app = await start()
    await use({
      page: app.page,
      drawer: app.page.getByRole('dialog'),
      region: name => app.page.getByRole('region', { name, exact: true }),
      show: question => app.goTo(`flow-metrics/${question}`),
    })
    await simulator.close()
  },
})

/** The number a button of this text begins with. */
async function countOf(button: Locator): Promise<number> {
  return Number((await button.textContent())?.replace(/\D.*$/, ''))
}

test('a dot and a number open their issues, an issue its timeline, and back again', async ({ flow }) => {
  const { page, drawer, region } = flow
  await flow.show('time')
  const time = region('Cycle time')
  await expect(time.getByRole('figure', { name: 'Cycle time of each finished issue' })).toBeVisible()
  const opener = time.getByRole('button', { name: /^\d+ issues$/ })
  const finished = await countOf(opener)
  await opener.click()
  const list = drawer.getByRole('grid', { name: 'Cycle time of finished issues' })
  await expect(list).toHaveAttribute('aria-rowcount', String(finished + 1))
  await expect(list).toBeFocused()
  await page.keyboard.press('ArrowDown')
  const key = await list.getByRole('row', { selected: true }).getByRole('gridcell').first().textContent()
  await page.keyboard.press('Enter')
  const issue = page.getByRole('dialog', { name: 'Issue', exact: true })
  await expect(issue.getByText(key ?? '', { exact: true })).toBeVisible()
  await expect(issue.getByRole('heading', { name: 'Timeline' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(issue).toHaveCount(0)
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)

  const dots = time.getByRole('button', { name: /Arrow keys move, Enter opens$/ })
  const drawn = Number(/(\d+) dots/.exec((await dots.getAttribute('aria-label')) ?? '')?.[1])
  const rows = time.getByRole('table', { name: /^Cycle time of each finished issue.* longest/ }).getByRole('row')
  await expect(rows).toHaveCount(Math.min(50, drawn) + 1)
  await expect(rows.nth(1)).toHaveAccessibleName(/^[A-Z]+-\d+ \d.* \d{4}$/)
  await dots.focus()
  await page.keyboard.press('End')
  const dot = await time
    .getByText(/^[A-Z]+-\d+: /)
    .first()
    .textContent()
  await page.keyboard.press('Enter')
  await expect(issue.getByText(dot?.split(':')[0] ?? '', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dots).toBeFocused()
})

test('a bar of the distribution, a bucket of the trend and one of the throughput open as many as they say', async ({
  flow,
}) => {
  const { page, drawer, region } = flow
  await flow.show('time')
  for (const { card, mark } of [
    { card: region('Distribution of cycle time'), mark: /: [1-9]\d* issues?$/ },
    { card: region('Throughput'), mark: /: [1-9]\d* issues?$/ },
  ]) {
    const bar = card.getByRole('button', { name: mark }).first()
    const items = Number(/(\d+) issues?$/.exec((await bar.getAttribute('aria-label')) ?? '')?.[1])
    await bar.focus()
    await page.keyboard.press('Enter')
    await expect(drawer.getByRole('grid')).toHaveAttribute('aria-rowcount', String(items + 1))
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
    await expect(bar).toBeFocused()
  }
  await region('Cycle time over time')
    .getByRole('button', { name: /: median / })
    .first()
    .press('Enter')
  await expect(drawer.getByRole('grid').getByRole('row')).not.toHaveCount(1)
})

test('period, project, clock and rule change the numbers, and stay chosen', async ({ flow }) => {
  const { page, region } = flow
  await flow.show('time')
  const figure = region('Cycle time').getByRole('button', { name: /from start to done \(median\)$/ })
  const elapsed = await figure.textContent()
  const finished = region('Throughput').getByRole('button', { name: /^\d+ issues$/ })
  const all = await countOf(finished)

  await page.getByRole('button', { name: 'Projects: All projects' }).click()
  const picker = page.getByRole('dialog', { name: /^Projects: / })
  await picker.getByRole('checkbox').first().check()
  await page.keyboard.press('Escape')
  await expect(async () => expect(await countOf(finished)).toBeLessThan(all)).toPass()
  const ofProject = await countOf(finished)
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'Last 6 months', exact: true }).click()
  await expect(async () => expect(await countOf(finished)).toBeGreaterThan(ofProject)).toPass()

  await page.getByRole('button', { name: 'How time is counted: Elapsed time' }).click()
  await page.getByRole('radio', { name: /^Working time/ }).check()
  await page.getByRole('radio', { name: /^Clock pauses/ }).check()
  await page.keyboard.press('Escape')
  await expect(figure).toHaveText(/^[\d.,]+ (h|min)$/)
  expect(elapsed).toMatch(/d/)

  await page.getByRole('link', { name: 'Where does it wait?' }).click()
  await page.reload()
  await expect(page.getByRole('button', { name: 'How time is counted: Working time, clock pauses' })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Period' })).toHaveValue('Last 6 months')
  await expect(page.getByRole('button', { name: 'Projects: All projects' })).toHaveCount(0)
})

test('where it waits: steps, moves back and findings open their issues; steps of the cumulative flow can be hidden', async ({
  flow,
}) => {
  const { page, drawer, region } = flow
  await flow.show('waiting')
  for (const opener of [
    region('Time in step')
      .getByRole('button', { name: / issues through / })
      .last(),
    region('Moves back')
      .getByRole('button', { name: / issues from .* back to / })
      .first(),
    region('Moves back').getByRole('button', { name: / moved backwards$/ }),
  ]) {
    const items = await countOf(opener)
    await opener.click()
    await expect(drawer.getByRole('grid')).toHaveAttribute('aria-rowcount', String(items + 1))
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
  }
  const flowCard = region('Cumulative flow')
  const legend = flowCard.getByRole('list', { name: 'Steps shown' }).getByRole('button').first()
  await expect(legend).toHaveAttribute('aria-pressed', 'true')
  await legend.click()
  await expect(legend).toHaveAttribute('aria-pressed', 'false')
  const last = flowCard.getByRole('figure').getByRole('button').last()
  await last.press('Enter')
  await expect(drawer.getByRole('heading', { name: /^In progress, / })).toBeVisible()
})

test('ageing is as it was on a past day, and back to now', async ({ flow }) => {
  const { page, drawer, region } = flow
  await flow.show('ageing')
  const card = region('Age of work in progress')
  const now = card.getByRole('button', { name: / in progress now$/ })
  const items = await countOf(now)
  await now.click()
  await expect(drawer.getByRole('grid')).toHaveAttribute('aria-rowcount', String(items + 1))
  await page.keyboard.press('Escape')

  await card.getByRole('button', { name: 'As of now' }).click()
  await page.getByRole('button', { name: /^Previous month/i }).click()
  await page
    .getByRole('button', { name: /^15 \w+ \d{4}$/ })
    .first()
    .click()
  const then = card.getByRole('button', { name: / in progress at the end of / })
  await expect(then).toBeVisible()
  expect(await countOf(then)).toBeGreaterThan(0)
  await then.click()
  await expect(drawer.getByRole('grid')).toHaveAttribute('aria-rowcount', String((await countOf(then)) + 1))
  await page.keyboard.press('Escape')
  await card.getByRole('button', { name: 'Back to now' }).click()
  await expect(now).toBeVisible()
})

test('a forecast answers in a sentence, for the number and the day that are asked', async ({ flow }) => {
  const { page, drawer, region } = flow
  await flow.show('forecast')
  // What it is drawn from is said below: the period of the other pages would change nothing.
  const filter = page.getByRole('search', { name: 'Filter' })
  await expect(filter.getByRole('button', { name: /^Projects/ })).toBeVisible()
  await expect(filter.getByRole('combobox', { name: 'Period' })).toHaveCount(0)
  const when = page.getByRole('region', { name: /^When will .* be done\?$/ })
  await expect(when.getByText(/^85%: by \d+ \w+ \d{4}$/)).toBeVisible()
  await when.getByRole('textbox', { name: 'Issues' }).fill('5')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'When will 5 issues be done?' })).toBeVisible()
  const howMany = page.getByRole('region', { name: /^How many will be done by / })
  await expect(howMany.getByText(/^85%: at least \d+ issues?$/)).toBeVisible()
  await expect(region('Had it been forecast before').getByText(/held \d+ of \d+ times$/)).toBeVisible()
  const sample = page.getByRole('button', { name: /finished issues$/ })
  const items = await countOf(sample)
  await sample.click()
  await expect(drawer.getByRole('grid')).toHaveAttribute('aria-rowcount', String(items + 1))
})

test('without Jira the pages lead to a connection', async ({ app }) => {
  await app.goTo('flow-metrics')
  await app.page.getByRole('link', { name: 'Connect Jira' }).click()
  await expect(app.page).toHaveURL(/connections\/new\/jira$/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page and what it opens is accessible, ${colorScheme}`, async ({ flow }) => {
    const { page, drawer, region } = flow
    await page.emulateMedia({ colorScheme })
    for (const [question, title] of [
      ['waiting', 'Cumulative flow'],
      ['ageing', 'Age of work in progress'],
      ['forecast', 'Had it been forecast before'],
      ['time', 'Throughput'],
    ] as const) {
      await flow.show(question)
      await expect(region(title).getByRole('figure')).toBeVisible()
      await expectAccessible(page)
    }
    await region('Throughput')
      .getByRole('button', { name: /^\d+ issues$/ })
      .click()
    await expect(drawer.getByRole('row')).not.toHaveCount(1)
    await expectAccessible(page)
    await drawer.getByRole('row').nth(1).click()
    await expect(page.getByRole('dialog', { name: 'Issue', exact: true }).getByText('Timeline')).toBeVisible()
    await expectAccessible(page)
  })
}
