import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { folder, served, weir } from './test-support.ts'

// Each test starts programs, up to a dozen one after the other.
vi.setConfig({ testTimeout: 180_000 })

test('the database is looked after from the command line', async () => {
  const data = folder()
  const run = (...args: string[]) => weir('--data', data, ...args)
  expect(await run('backup')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Backed up as weir-.*\.manual\.db/m),
  })
  expect(await run('database', 'check')).toMatchObject({ code: 0, out: 'The database is sound.\n' })
  expect(await run('database', 'compact')).toMatchObject({ code: 0, out: expect.stringContaining('Compacted from') })
  const { backups } = JSON.parse((await run('database', 'info', '--json')).out)
  expect(await run('database', 'restore', backups[0].name)).toMatchObject({
    code: 0,
    out: expect.stringContaining(`Restored from ${backups[0].name}`),
  })
  expect((await run('database', 'info')).out).toMatch(/restore .*\n.*manual /)
  expect(await run('database', 'restore', 'weir-none.db')).toMatchObject({
    code: 1,
    out: '',
    err: 'There is no such backup any more. (rpc.not_found)\n',
  })
  const target = join(folder(), 'weir.db')
  expect(await run('export', target)).toMatchObject({ code: 0, out: expect.stringContaining(target) })
  expect(readFileSync(target).subarray(0, 15).toString()).toBe('SQLite format 3')
  expect(await run('export', target)).toMatchObject({ code: 1, err: expect.stringContaining('overwrites nothing') })
})

test('a data folder moved by a single command is found by the next', async () => {
  const data = folder()
  const target = join(folder(), 'elsewhere')
  const { code, out } = await weir('--data', data, 'move', target)
  expect({ code, out: out.trim() }).toEqual({ code: 0, out: `Moved to ${target}.` })
  expect(readdirSync(data)).toEqual(['moved.json'])
  expect(JSON.parse((await weir('--data', data, 'database', 'info', '--json')).out).path).toBe(join(target, 'weir.db'))
})

test('a Weir that serves moves with its data: the same port, the same sessions, the new folder', async () => {
  const data = folder()
  const target = join(folder(), 'elsewhere')
  const { child, end, link } = await served(['--data', data, 'serve', '--port', '0'])
  let printed = ''
  const startedAgain = new Promise<void>(resolve =>
    child.stdout?.on('data', chunk => {
      printed += chunk
      if (printed.split('Weir runs at').length > 1) resolve()
    }),
  )
  expect(await weir('--data', data, 'move', target)).toMatchObject({ code: 0, out: `Moved to ${target}.\n` })
  await startedAgain
  expect(printed).toContain(new URL(link).origin)
  const info = await weir('--data', data, 'call', 'app.info')
  expect(JSON.parse(info.out)).toMatchObject({ dataFolder: target, blockedBy: null })
  expect((await fetch(link)).status).toBeLessThan(500)
  await expect.poll(() => readdirSync(data)).toEqual(['moved.json'])
  child.kill('SIGINT')
  expect((await end).code).toBe(0)
  expect(existsSync(join(target, 'weir.db'))).toBe(true)
})
