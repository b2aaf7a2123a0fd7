import { expect } from 'playwright/test'
import { test } from '../support/shell-test.ts'

test('signing in opens the system’s browser by itself, at Atlassian', async ({ lab, kind }) => {
  test.skip(kind !== 'double', 'the port that Atlassian leads back to is one for all that run at the same time')
  const { page, evaluate } = await lab.launch()
  await evaluate(({ shell }) => {
    const opened: string[] = []
    Reflect.set(globalThis, 'opened', opened)
    shell.openExternal = async url => void opened.push(url)
  })
  await page.getByRole('link', { name: 'Connect Jira', exact: true }).click()
  const wizard = page.getByRole('dialog', { name: 'Connect Jira' })
  await wizard.getByRole('radio', { name: 'Cloud with OAuth 2.0' }).check()
  await expect(wizard.getByText('http://127.0.0.1:4720/oauth/callback')).toBeVisible()
  await wizard.getByLabel('Client ID').fill('app')
  await wizard.getByLabel('Secret').fill('secret')
  await wizard.getByRole('button', { name: 'Sign in with Atlassian', exact: true }).click()
  const again = wizard.getByRole('link', { name: 'Open Atlassian’s page', exact: true })
  await expect(again).toBeFocused()
  await expect.poll(() => evaluate(() => Reflect.get(globalThis, 'opened'))).toHaveLength(1)
  const [url] = (await evaluate(() => Reflect.get(globalThis, 'opened'))) as readonly [string]
  expect(new URL(url).origin).toBe('https://auth.atlassian.com')
  expect(new URL(url).searchParams.get('redirect_uri')).toBe('http://127.0.0.1:4720/oauth/callback')
  expect(await again.getAttribute('href')).toBe(url)

  // Who closes the form is not waited for.
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await expect
    .poll(() =>
      fetch('http://127.0.0.1:4720/').then(
        () => 'open',
        () => 'closed',
      ),
    )
    .toBe('closed')
})
