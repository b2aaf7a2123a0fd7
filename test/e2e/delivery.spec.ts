import { addRepositories, type BrowserApp, expect, expectJobState, test } from '../support/browser-app.ts'
import { grace } from '../support/git-repository.ts'
import { makeShop, makeSite } from '../support/shop-repository.ts'

/** Syncs what the folder holds and shows the Overview. */
async function syncAndShow(app: BrowserApp, folder: string) {
  await addRepositories(app, folder, 'Our shop')
  await expectJobState(app.page, 'Our shop', 'Finished')
  await app.page.getByRole('link', { name: 'Overview', exact: true }).click()
  const region = (name: string) => app.page.getByRole('region', { name, exact: true })
  return {
    frequency: region('Deployment frequency'),
    leadTime: region('Change lead time'),
    activity: region('Commit activity'),
    repositories: region('Repositories'),
    drawer: app.page.getByRole('dialog'),
  }
}

test('the numbers open their deployments, these their changes, and back again', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  const { frequency, leadTime, drawer } = await syncAndShow(app, `${folder}/shop`)
  // 6 h and 0 h for each of three attributed releases: the median is 3 h.
  await expect(leadTime.getByRole('button', { name: '3 h from commit to deployment (median)' })).toBeVisible()
  await expect(leadTime.getByRole('button', { name: '6 changes', exact: true })).toBeVisible()

  const opener = frequency.getByRole('button', { name: '4 deployments', exact: true })
  await opener.click()
  const deployments = drawer.getByRole('grid', { name: 'Deployments', exact: true })
  await expect(deployments.getByRole('row')).toHaveCount(5)
  await expect(deployments.getByRole('row', { name: /v1\.0\.0/ })).toContainText('first known')
  await expect(deployments.getByText('v1.4.0-rc.1')).toHaveCount(0)

  await deployments.getByText('v1.3.0').click()
  const changes = drawer.getByRole('grid', { name: 'Changes in v1.3.0', exact: true })
  await expect(changes).toBeFocused()
  await expect(changes.getByRole('row', { name: /Feature 3/ })).toContainText(grace.name)
  await expect(changes.getByRole('row', { name: /Feature 3/ })).toContainText('6 h')
  await expect(changes.getByRole('row')).toHaveCount(3)
  await drawer.getByRole('button', { name: 'Back to deployments', exact: true }).click()
  await expect(deployments).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
  await expect(opener).toBeFocused()
})

test('a bar, a point and a bar of commits open their own items, by keyboard alone', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  const { frequency, leadTime, activity, drawer } = await syncAndShow(app, `${folder}/shop`)
  for (const { chart, column, rows } of [
    { chart: frequency, column: /: 1 deployment$/, rows: [/^v1\.0\.0/] },
    { chart: leadTime, column: /: median 3 h$/, rows: [/Feature 1/, /Release 1/] },
    { chart: activity, column: /: 2 commits$/, rows: [/Feature 0/, /Release 0/] },
  ]) {
    const bar = chart.getByRole('button', { name: column }).first()
    await bar.focus()
    await page.keyboard.press('Enter')
    const grid = drawer.getByRole('grid')
    await expect(grid).toHaveAttribute('aria-rowcount', String(rows.length + 1))
    for (const name of rows) await expect(grid.getByRole('row', { name })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(drawer).toHaveCount(0)
    await expect(bar).toBeFocused()
  }
})

test('in a list the arrow keys move and Enter opens; in a chart they go from bar to bar', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  const { frequency, drawer } = await syncAndShow(app, `${folder}/shop`)
  const last = frequency.getByRole('button', { name: /^Week of/ }).last()
  await last.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(frequency.getByRole('button', { name: /^Week of/ }).nth(-2)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(frequency.getByRole('button', { name: /^Week of/ }).first()).toBeFocused()

  await frequency.getByRole('button', { name: '4 deployments', exact: true }).click()
  await expect(drawer.getByRole('grid')).toBeFocused()
  await expect(drawer.getByText('v1.2.0')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(drawer.getByRole('row', { selected: true })).toContainText('v1.2.0')
  await page.keyboard.press('Enter')
  await expect(drawer.getByRole('grid', { name: 'Changes in v1.2.0', exact: true })).toBeVisible()
})

test('each number says how it is computed, and gives the focus back', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  const { leadTime } = await syncAndShow(app, `${folder}/shop`)
  const button = leadTime.getByRole('button', { name: 'How change lead time is computed', exact: true })
  await button.click()
  const definition = page.getByRole('dialog', { name: 'How change lead time is computed' })
  await expect(definition).toContainText('deployment finished − commit authored')
  await expect(definition).toContainText('6 changes')
  await expect(definition).toContainText('2 changes of first known deployments')
  await page.keyboard.press('Escape')
  await expect(definition).toHaveCount(0)
  await expect(button).toBeFocused()
})

test('period, bars, repositories and bots filter the numbers, and stay chosen', async ({ app, folder }) => {
  const { page } = app
  makeShop(`${folder}/code/shop`)
  makeSite(`${folder}/code/site`)
  const { frequency, activity, repositories } = await syncAndShow(app, `${folder}/code`)
  const commits = (count: string) => activity.getByRole('button', { name: count, exact: true })
  await expect(commits('10 commits')).toBeVisible()

  await page.getByRole('switch', { name: 'Count commits of bots' }).click()
  await expect(commits('11 commits')).toBeVisible()

  await page.getByRole('button', { name: /^Repositories: All 2 repositories$/ }).click()
  const picker = page.getByRole('dialog', { name: /^Repositories: / })
  await picker.getByRole('textbox', { name: 'Search repositories' }).fill('sit')
  await expect(picker.getByRole('checkbox')).toHaveCount(1)
  await picker.getByRole('checkbox', { name: /^site/ }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Repositories: site', exact: true })).toBeFocused()
  await expect(commits('3 commits')).toBeVisible()
  await expect(repositories.getByRole('row')).toHaveCount(2)

  await page.getByRole('button', { name: 'Repositories: site', exact: true }).click()
  await picker.getByRole('checkbox', { name: /^shop/ }).check()
  await picker.getByRole('checkbox', { name: /^site/ }).uncheck()
  await page.keyboard.press('Escape')
  await expect(frequency.getByRole('button', { name: '4 deployments', exact: true })).toBeVisible()
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'Last 4 weeks', exact: true }).click()
  // The releases were begun 56, 42, 28 and 14 days ago: only the last one is surely inside.
  await expect(frequency.getByRole('button', { name: /^[12] deployments?$/ })).toBeVisible()
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'Last 6 months', exact: true }).click()
  await page.getByRole('radiogroup', { name: 'Bars per' }).getByText('Month', { exact: true }).click()
  await expect(frequency.getByRole('figure', { name: 'Deployments per month' })).toBeVisible()

  await page.reload()
  await expect(page.getByRole('button', { name: 'Repositories: shop', exact: true })).toBeVisible()
  await expect(page.getByRole('combobox', { name: 'Period' })).toHaveValue('Last 6 months')
  await expect(frequency.getByRole('figure', { name: 'Deployments per month' })).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Count commits of bots' })).toBeChecked()
  await expect(commits('8 commits')).toBeVisible()
})

test('where there is no number, it says why and leads to one', async ({ app, folder }) => {
  const { page } = app
  const site = makeSite(`${folder}/site`)
  site.git('tag', 'nightly')
  const { frequency, leadTime } = await syncAndShow(app, `${folder}/site`)
  await page.getByRole('button', { name: 'Edit rule of site', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Deployments of site' })
  await dialog.getByRole('radio', { name: /^Tags/ }).check()
  await dialog.getByRole('textbox', { name: /^Pattern/ }).fill('^v9')
  await expect(dialog.getByText('With this rule there would be no deployment, and no numbers.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save rule', exact: true }).click()
  await expect(dialog).toHaveCount(0)
  for (const card of [frequency, leadTime]) await expect(card.getByText('No deployment is known.')).toBeVisible()
  await frequency.getByRole('button', { name: 'Edit deployment rule', exact: true }).click()
  await dialog.getByRole('radio', { name: /^Every commit of a branch/ }).check()
  await expect(dialog.getByText('3 commits on the branch')).toBeVisible()
  await dialog.getByRole('button', { name: 'Save rule', exact: true }).click()
  await expect(frequency.getByRole('button', { name: '3 deployments', exact: true })).toBeVisible()
})

test('a rule is previewed before it is saved, then the numbers move, and it can be given back to Weir', async ({
  app,
  folder,
}) => {
  const { page } = app
  makeShop(`${folder}/shop`)
  const { frequency, repositories } = await syncAndShow(app, `${folder}/shop`)
  const deployments = (count: string) => frequency.getByRole('button', { name: count, exact: true })
  await expect(deployments('4 deployments')).toBeVisible()
  await expect(repositories.getByRole('row', { name: /^shop/ })).toContainText('chosen by Weir')

  const edit = page.getByRole('button', { name: 'Edit rule of shop', exact: true })
  await edit.click()
  const dialog = page.getByRole('dialog', { name: 'Deployments of shop' })
  const pattern = dialog.getByRole('textbox', { name: /^Pattern/ })
  const save = dialog.getByRole('button', { name: 'Save rule', exact: true })
  await pattern.fill('(')
  await expect(dialog.getByText('Correct the pattern to see what it finds.')).toBeVisible()
  await expect(save).toBeDisabled()
  await pattern.fill('^v1\\.[23]\\.0$')
  await expect(dialog.getByText('2 of 5 tags match')).toBeVisible()
  await expect(dialog.getByRole('list', { name: 'Newest matches' }).getByRole('listitem')).toHaveCount(2)
  await save.click()
  await expect(deployments('2 deployments')).toBeVisible()
  await expect(repositories.getByRole('row', { name: /^shop/ })).toContainText('chosen by you')
  await expect(edit).toBeFocused()

  await edit.click()
  await dialog.getByRole('button', { name: 'Reset to Weir’s choice', exact: true }).click()
  await expect(deployments('4 deployments')).toBeVisible()
})
