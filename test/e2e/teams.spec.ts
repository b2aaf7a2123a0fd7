import { expect, expectAccessible, stranger, test, visit } from '../support/two-systems.ts'

test('a team of people is made by keyboard and chosen on the Overview; removed, everybody is shown again', async ({
  both: { page },
}) => {
  const commits = (text: string) =>
    page.getByRole('region', { name: 'Commit activity', exact: true }).getByRole('button', { name: text, exact: true })
  await visit(page, 'People & teams')
  await page.getByRole('tab', { name: 'Teams', exact: true }).click()
  await page.getByRole('button', { name: 'New team' }).click()
  const editor = page.getByRole('dialog', { name: 'New team' })
  await expect(editor.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('Strangers')
  await editor.getByRole('radio', { name: 'Teal' }).press('Space')
  await editor.getByRole('textbox', { name: 'Search people' }).fill('zora')
  await expect(editor.getByRole('region', { name: /^People/ }).getByRole('checkbox')).toHaveCount(1)
  await editor.getByRole('checkbox', { name: new RegExp(stranger.name) }).press('Space')
  await expect(
    editor.getByText('commits and pull requests of its 1 person, and the deployments that shipped them'),
  ).toBeVisible()
  await expectAccessible(page)
  await editor.getByRole('textbox', { name: 'Name' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'Strangers', exact: true })).toBeVisible()
  await expectAccessible(page)

  await visit(page, 'Overview')
  await expect(commits('6 commits')).toBeVisible()
  await page.getByRole('combobox', { name: 'Team' }).click()
  await page.getByRole('option', { name: 'Strangers', exact: true }).click()
  await expect(commits('1 commit')).toBeVisible()
  await expect(page.getByText('Strangers: commits and pull requests of its 1 person')).toBeVisible()
  await page.reload()
  await expect(commits('1 commit')).toBeVisible()

  await visit(page, 'People & teams')
  await page.getByRole('tab', { name: /^Teams/ }).click()
  await page.getByRole('button', { name: 'Edit Strangers' }).click()
  const again = page.getByRole('dialog', { name: 'Edit Strangers' })
  await again.getByRole('button', { name: `Take out ${stranger.name}` }).click()
  await again.getByRole('checkbox', { name: /^service/ }).check()
  await again.getByRole('checkbox', { name: /^ALPHA/ }).check()
  await again.getByRole('button', { name: 'Save team' }).click()
  await expect(page.getByText('0 people · 1 project · 1 repository')).toBeVisible()
  await visit(page, 'Overview')
  await expect(commits('6 commits')).toBeVisible()

  await visit(page, 'People & teams')
  await page.getByRole('tab', { name: /^Teams/ }).click()
  await page.getByRole('button', { name: 'Remove Strangers' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('No teams yet')).toBeVisible()
  await visit(page, 'Overview')
  await expect(page.getByRole('combobox', { name: 'Team' })).toHaveCount(0)
  await expect(commits('6 commits')).toBeVisible()
})

test('a name that is taken is told at its field', async ({ both: { page } }) => {
  await visit(page, 'People & teams')
  await page.getByRole('tab', { name: 'Teams', exact: true }).click()
  for (const name of ['Platform', 'platform ']) {
    await page.getByRole('button', { name: 'New team' }).click()
    const editor = page.getByRole('dialog', { name: 'New team' })
    await editor.getByRole('textbox', { name: 'Name' }).fill(name)
    await page.keyboard.press('Enter')
    if (name === 'Platform') await expect(editor).toHaveCount(0)
    else await expect(editor.getByText('There is a team “platform” already')).toBeVisible()
  }
})
