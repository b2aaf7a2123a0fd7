import type { Page } from 'playwright/test'
import { addRepositories, expect, expectJobState, test } from '../support/browser-app.ts'
import { ada, createTestRepository } from '../support/git-repository.ts'
import { signedOut } from '../support/page-watch.ts'

const mark = (page: Page, label: string) => page.getByLabel(`Connection: ${label}`)

/** Everything the page sends, by whichever way. */
function countRequests(page: Page) {
  const sent: string[] = []
  page.on('request', request => sent.push(request.url()))
  page.on('websocket', socket => socket.on('framesent', ({ payload }) => sent.push(String(payload))))
  return sent
}

/** Sockets fail as they do behind an extension or a proxy that knows none. Returns what lets them through again. */
async function blockSockets(page: Page): Promise<() => void> {
  let blocked = true
  await page.routeWebSocket('**/ws', socket => {
    if (blocked) void socket.close({ code: 1001, reason: 'blocked' })
    else socket.connectToServer()
  })
  return () => {
    blocked = false
  }
}

test('while live nothing is asked, for an hour', async ({ app, browser }) => {
  const page = await browser.newPage()
  await page.clock.install()
  const sent = countRequests(page)
  await page.goto(`http://127.0.0.1:${app.server.port}/`)
  await expect(page.getByText(/A new link is needed/).first()).toBeVisible()
  await page.context().addCookies(await app.page.context().cookies())
  await page.goto(`http://127.0.0.1:${app.server.port}/#/settings`)
  await page.reload()
  await expect(mark(page, 'Live')).toBeVisible()
  await expect(page.getByText('Data folder')).toBeVisible()
  await page.waitForLoadState('networkidle')
  const before = sent.length
  expect(sent.join()).toContain('"app.info"')
  await page.clock.fastForward('01:00:00')
  await page.evaluate('new Promise(resolve => requestAnimationFrame(resolve))')
  expect(sent.slice(before)).toEqual([])
  await page.close()
})

test('where WebSockets are blocked it polls, commands work and numbers move; unblocked it is live', async ({
  app,
  folder,
}) => {
  const { page } = app
  createTestRepository(`${folder}/shop`).commit('First', { author: ada, at: 1_760_000_000 })
  const unblock = await blockSockets(page)
  await page.reload()
  await expect(mark(page, 'Polling')).toBeVisible()
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  await expect(mark(page, 'Polling')).toBeVisible()
  await page.getByRole('button', { name: /^Refresh automatically/ }).click()
  await expect(page.getByText(/asks every 5 seconds/)).toBeVisible()
  await page.keyboard.press('Escape')
  unblock()
  await expect(mark(page, 'Live')).toBeVisible({ timeout: 20_000 })
})

test('when the server dies, what is on screen stays and is marked as old; restarted it is live and fresh', async ({
  app,
  folder,
}) => {
  const { page } = app
  createTestRepository(`${folder}/shop`).commit('First', { author: ada, at: 1_760_000_000 })
  await addRepositories(app, `${folder}/shop`, 'Our shop')
  await expectJobState(page, 'Our shop', 'Finished')
  const job = page.getByRole('article', { name: 'Our shop' })
  await app.restart('kill', async () => {
    await expect(mark(page, 'Reconnecting')).toBeVisible()
    await expect(page.getByText(/What you see is of \d/)).toBeVisible()
    await expect(job.getByText('Finished', { exact: true })).toBeVisible()
    await expect(page.getByRole('main').locator('[data-old]')).toHaveCount(1)
    await job.getByRole('button', { name: 'Run now: Our shop' }).click()
    await expect(page.getByText(/look whether it did/)).toBeVisible()
  })
  await expect(mark(page, 'Live')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText(/What you see is of/)).toHaveCount(0)
  await job.getByRole('button', { name: 'Run now: Our shop' }).click()
  await expectJobState(page, 'Our shop', 'Finished')
})

test('a session that has ended is said, with what to do, and is tried no more', async ({ app, watch }) => {
  const { page } = app
  watch.allow(signedOut)
  await expect(mark(page, 'Live')).toBeVisible()
  await page.evaluate(`fetch('/session', { method: 'DELETE' })`)
  await expect(page.getByRole('heading', { name: 'A new link is needed' })).toBeVisible()
  await expect(page.getByText(/npm start/).first()).toBeVisible()
})

test('the automatic refresh is chosen by keyboard beside the mark, and asks again by itself', async ({ app }) => {
  const { page } = app
  await expect(mark(page, 'Live')).toBeVisible()
  await page.clock.install()
  const sent = countRequests(page)
  await page.reload()
  await page.getByRole('button', { name: 'Refresh automatically: Off' }).focus()
  await page.keyboard.press('Enter')
  const choice = page.getByRole('menuitem', { name: 'Every 30 seconds' })
  await expect(choice).toBeVisible()
  await choice.press('Enter')
  await expect(page.getByRole('button', { name: 'Refresh automatically: Every 30 seconds' })).toBeVisible()
  const asked = () => sent.filter(text => text.includes('"jobs.list"') || text.includes('"app.info"')).length
  const before = asked()
  await page.clock.runFor(31_000)
  await expect.poll(asked).toBeGreaterThan(before)
})
