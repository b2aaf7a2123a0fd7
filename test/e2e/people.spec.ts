import type { Locator, Page } from 'playwright/test'
import { anna, ben, expect, expectAccessible, stranger, test, visit } from '../support/two-systems.ts'

const authors = (page: Page, text: string) =>
  page.getByRole('region', { name: 'Commit activity', exact: true }).getByText(text, { exact: true })
const people = (page: Page) => page.getByRole('grid', { name: 'People', exact: true })
const person = (page: Page) => page.getByRole('dialog', { name: 'Person', exact: true })
/** Flips a switch in a row, by its track. */
const flip = (row: Locator, name: RegExp) => row.getByRole('switch', { name }).locator('xpath=..').click()
const undo = (page: Page) => page.getByRole('alert').getByRole('button', { name: 'Undo', exact: true })

test('somebody of Jira and Git is suggested, merged, and counted once; undone, refused, and not asked again', async ({
  both: { page },
}) => {
  await visit(page, 'People & teams')
  await page.getByRole('tab', { name: /^Suggestions/ }).click()
  const pairs = page.getByRole('list', { name: 'People that may be the same' }).getByRole('listitem')
  await expect(pairs).toHaveCount(2)
  await expect(pairs.first()).toContainText(`the same e-mail, ${anna.email}`)
  await expect(pairs.last()).toContainText('the same name')
  await expectAccessible(page)

  const merge = page.getByRole('button', { name: /^Merge .*(Anna Berg|anna) into (Anna Berg|anna)$/ })
  await merge.click()
  await expect(pairs).toHaveCount(1)
  await undo(page).click()
  await expect(pairs).toHaveCount(2)
  await merge.click()
  await expect(pairs).toHaveCount(1)

  await page.getByRole('button', { name: /are not the same$/ }).click()
  await expect(page.getByText('Nobody looks like somebody else')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Nobody looks like somebody else')).toBeVisible()

  await page.getByRole('tab', { name: 'People', exact: true }).click()
  await page.getByRole('textbox', { name: 'Search people' }).fill('anna')
  await expect(people(page).getByRole('row')).toHaveCount(2)
  await expect(people(page).getByRole('row').last()).toContainText(/Git.*Jira|Jira.*Git/)
})

test('two authors chosen by keyboard are one author from then on; split off, they are two again', async ({
  both: { page },
}) => {
  await visit(page, 'Overview')
  await expect(authors(page, '3 authors')).toBeVisible()
  await visit(page, 'People & teams')
  await page.getByRole('textbox', { name: 'Search people' }).fill('o')
  const row = (name: string) => people(page).getByRole('row', { name: new RegExp(name) })
  for (const name of [ben.email, stranger.email]) await row(name).getByRole('checkbox').check()
  await expectAccessible(page)
  await page.getByRole('toolbar', { name: 'Chosen people' }).getByRole('button', { name: 'Merge …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Merge 2 people into one?' })
  await dialog.getByRole('radio', { name: stranger.name }).check()
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(row(stranger.name)).toContainText('2 identities')

  await visit(page, 'Overview')
  await expect(authors(page, '2 authors')).toBeVisible()
  await page.getByRole('button', { name: '6 commits', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('row', { name: new RegExp(stranger.name) })).toHaveCount(3)
  await page.keyboard.press('Escape')

  await visit(page, 'People & teams')
  await page.getByRole('textbox', { name: 'Search people' }).fill('zora')
  await expect(people(page).getByRole('row')).toHaveCount(2)
  await people(page).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await person(page)
    .getByRole('button', { name: new RegExp(`^Split off .*${ben.email}`) })
    .click()
  await expect(person(page).getByText('1 identity')).toBeVisible()
  await page.keyboard.press('Escape')
  await visit(page, 'Overview')
  await expect(authors(page, '3 authors')).toBeVisible()
})

test('whoever is made a bot or inactive is not counted; a name given is shown', async ({ both: { page } }) => {
  await visit(page, 'People & teams')
  const row = (name: string) => people(page).getByRole('row', { name: new RegExp(name) })
  await flip(row(anna.email).first(), / is a bot$/)
  await flip(row(ben.email), / is active$/)
  await row(stranger.email).getByText(stranger.name).click()
  await person(page).getByRole('textbox', { name: 'Shown as' }).fill('Zora S.')
  await page.keyboard.press('Enter')
  await expect(person(page).getByRole('heading', { name: 'Zora S.' })).toBeVisible()
  await page.keyboard.press('Escape')
  await visit(page, 'Overview')
  await expect(authors(page, '1 author')).toBeVisible()
  await page.getByRole('switch', { name: 'Count commits of bots' }).click()
  await expect(authors(page, '2 authors')).toBeVisible()
  await page.getByRole('button', { name: '4 commits', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('row', { name: /Zora S\./ })).toHaveCount(1)
})
