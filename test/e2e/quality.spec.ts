import { expect, expectAccessible, test, visit } from '../support/two-systems.ts'

test('a finding says what it does and opens its items; what is decided goes from it', async ({ both: { page } }) => {
  await visit(page, 'Data quality')
  const finding = page.getByRole('listitem').filter({ hasText: 'People that look like duplicates' })
  await expect(finding).toContainText('2 pairs')
  await expectAccessible(page)
  await finding.getByRole('button', { name: /^Show the 2/ }).click()
  const items = page.getByRole('dialog').getByRole('grid', { name: 'People that look like duplicates' })
  await expect(items.getByRole('row')).toHaveCount(3)
  await expectAccessible(page)
  await items.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page
    .getByRole('list', { name: 'People that may be the same' })
    .getByRole('button', { name: 'Merge' })
    .first()
    .click()
  await visit(page, 'Data quality')
  await expect(finding).toContainText('1 pair')
})

test('the Overview names what touches its numbers, and leads to it', async ({ both: { page } }) => {
  await visit(page, 'Overview')
  await page.getByRole('link', { name: 'first deployment unattributed (1 deployment)' }).click()
  const items = page.getByRole('dialog').getByRole('grid', { name: 'First deployment unattributed' })
  await expect(items.getByRole('row')).toHaveCount(2)
  await page.keyboard.press('Escape')
  await expect(items).toHaveCount(0)
  await page.getByRole('combobox', { name: 'Period' }).click()
  await page.getByRole('option', { name: 'Last 4 weeks', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'First deployment unattributed' })).toContainText(
    '1 deployment',
  )
})

test('an issue of a finding opens with its way through the flow', async ({ both: { page } }) => {
  await visit(page, 'Data quality')
  await page.getByRole('button', { name: /^Show the \d+: Moved backwards$/ }).click()
  const items = page.getByRole('dialog').getByRole('grid', { name: 'Moved backwards' })
  await expect(items.getByRole('row').nth(1)).toContainText('→')
  await items.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const issue = page.getByRole('dialog', { name: 'Issue', exact: true })
  await expect(issue.getByRole('heading').nth(1)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(issue).toHaveCount(0)
  await expect(items).toBeVisible()
})

test('without data it says that there is nothing to check', async ({ app: { page } }) => {
  await visit(page, 'Data quality')
  await expect(page.getByText('There is nothing to check yet')).toBeVisible()
  await expectAccessible(page)
})
