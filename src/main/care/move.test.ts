import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { untilEnded } from '../../../test/support/database-tasks.ts'
import { openTestApplication } from '../../../test/support/test-application.ts'
import { openDataFolder } from '../cli/data-folder.ts'
import { pathsIn } from '../data-paths.ts'
import { connectDatabase } from '../store/connect.ts'
import { temporaryFolder } from '../store/test-support.ts'

async function open(folder: string) {
  const app = await openTestApplication(openDataFolder(folder))
  onTestFinished(() => app.close())
  return app
}

function addPerson(folder: string, name: string): void {
  const db = connectDatabase(pathsIn(folder).database)
  db.prepare('insert into people (email, name, named_at) values (?, ?, 0)').run(name, name)
  db.close()
}

function people(folder: string): unknown[] {
  const db = new BetterSqlite3(pathsIn(folder).database, { readonly: true })
  try {
    return db.prepare('select name from people order by name').pluck().all()
  } finally {
    db.close()
  }
}

/** Resolves when the new place has done with the old one: its last step is to forget where it came from. */
const oldCopiesGone = (old: string, target: string) =>
  expect.poll(() => existsSync(join(target, 'moved-from.json')) || existsSync(join(old, 'weir.db'))).toBe(false)

/** A data folder in use: database, backup, mirror, key and preferences, and something of the shell's. */
async function filled() {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'mirrors', '1'), { recursive: true })
  writeFileSync(join(folder, 'mirrors', '1', 'pack'), 'objects')
  writeFileSync(join(folder, 'vault.key'), 'k'.repeat(32), { mode: 0o600 })
  writeFileSync(join(folder, 'Cookies'), 'the browser’s')
  const app = await open(folder)
  addPerson(folder, 'moved')
  await untilEnded(app, () => app.client.request('database.backUp'))
  await app.client.request('preferences.set', { theme: 'dark' })
  return { folder, app }
}

test('everything of Weir’s moves; the old folder leads to the new one, and is emptied once that was opened', async () => {
  const { folder, app } = await filled()
  const target = join(temporaryFolder(), 'new place')
  const task = await untilEnded(app, () => app.client.request('database.move', { folder: target }))
  expect(task).toMatchObject({ status: 'done', result: { kind: 'move', folder: target, restarts: false } })
  await expect(app.client.request('jobs.list')).rejects.toThrow(target)
  expect(existsSync(join(folder, 'weir.db'))).toBe(true)
  await app.close()

  expect(openDataFolder(folder)).toBe(target)
  const there = await open(folder)
  const { backups, path } = await there.client.request('database.info')
  expect(path).toBe(join(target, 'weir.db'))
  expect(backups).toHaveLength(1)
  expect(await there.client.request('preferences.get')).toMatchObject({ theme: 'dark' })
  expect(people(target)).toEqual(['moved'])
  expect(readFileSync(join(target, 'mirrors', '1', 'pack'), 'utf8')).toBe('objects')
  expect(readFileSync(join(target, 'vault.key'), 'utf8')).toBe('k'.repeat(32))
  await oldCopiesGone(folder, target)
  expect(readdirSync(folder).sort()).toEqual(['Cookies', 'moved.json'])
  await there.close()

  const again = await open(folder)
  const back = await untilEnded(again, () => again.client.request('database.move', { folder }))
  expect(back.status).toBe('done')
  await again.close()
  const home = await open(folder)
  expect((await home.client.request('database.info')).path).toBe(join(folder, 'weir.db'))
  expect(people(folder)).toEqual(['moved'])
  await oldCopiesGone(target, folder)
  expect(readdirSync(target)).toEqual(['moved.json'])
  await home.close()
  expect(openDataFolder(target)).toBe(folder)
})

test('only an empty or new folder outside the present one is accepted', async () => {
  const { folder, app } = await filled()
  const used = temporaryFolder()
  writeFileSync(join(used, 'mine'), '')
  const link = join(temporaryFolder(), 'link')
  symlinkSync(folder, link)
  for (const wrong of [
    'relative',
    folder,
    link,
    join(folder, 'inside'),
    join(link, 'inside'),
    used,
    join(used, 'mine'),
    join(used, 'no', 'parent'),
  ])
    await expect(app.client.request('database.move', { folder: wrong })).rejects.toMatchObject({
      code: 'settings.invalid',
      fields: [{ path: 'folder' }],
    })
  await expect(app.client.request('jobs.list')).resolves.toEqual([])
})

test('a cancelled move leaves nothing in the new place, and the old one goes on', async () => {
  const { folder, app } = await filled()
  const [made, given] = [join(temporaryFolder(), 'made'), temporaryFolder()]
  for (const target of [made, given]) {
    const task = await untilEnded(app, async () => {
      await app.client.request('database.move', { folder: target })
      await app.client.request('database.cancel')
    })
    expect(task.status).toBe('cancelled')
  }
  expect(existsSync(made)).toBe(false)
  expect(readdirSync(given)).toEqual([])
  expect(existsSync(join(folder, 'unfinished.json'))).toBe(false)
  await expect(app.client.request('jobs.list')).resolves.toEqual([])
  expect(openDataFolder(folder)).toBe(folder)
})

test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
  'a disk without room for it is refused, and nothing is left there',
  async context => {
    const target = temporaryFolder()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', target]).status === 0
    if (!mounted) return context.skip('no right to mount here')
    try {
      const { folder, app } = await filled()
      writeFileSync(join(folder, 'mirrors', '1', 'large'), Buffer.alloc(10 * 1024 * 1024))
      await expect(app.client.request('database.move', { folder: target })).rejects.toThrow(/store.full/)
      expect(readdirSync(target)).toEqual([])
      expect(people(folder)).toEqual(['moved'])
    } finally {
      execFileSync('umount', [target])
    }
  },
)

/** Moves in a process of its own that is killed: while it copies, or at a step of the decision. */
function killedWhileMoving(data: string, target: string, at: 'prepared' | 'copying' | 1 | 2 | 3): void {
  const module = (name: string) => JSON.stringify(new URL(name, import.meta.url))
  const script = `const { prepareTarget, point } = await import(${module('./move.ts')})
    const { copyFolder } = await import(${module('./copy-folder.ts')})
    const { ownEntries } = await import(${module('./own-entries.ts')})
    const [from, to, at] = ${JSON.stringify([data, target, at])}
    const die = step => { if (step === at) process.kill(process.pid, 'SIGKILL') }
    prepareTarget(from, { folder: to, exists: false })
    die('prepared')
    await copyFolder({ from, to, entries: ownEntries, database: 'weir.db' }, () => die('copying'))
    point(from, to, die)`
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
  expect(signal).toBe('SIGKILL')
}

test.each(['prepared', 'copying', 1, 2, 3] as const)(
  'killed at %s of a move, the next start finds the data whole, in one place',
  async at => {
    const { folder, app } = await filled()
    const target = join(temporaryFolder(), 'new place')
    await app.close()
    killedWhileMoving(folder, target, at)
    const decided = at === 2 || at === 3
    const there = openDataFolder(folder)
    expect(there).toBe(decided ? target : folder)
    const again = await open(folder)
    expect((await again.client.request('app.info')).blockedBy).toBeNull()
    expect(people(there)).toEqual(['moved'])
    expect((await again.client.request('database.info')).backups).toHaveLength(1)
    if (decided) await oldCopiesGone(folder, target)
    await again.close()
    if (decided) expect(readdirSync(folder).sort()).toEqual(['Cookies', 'moved.json'])
    else expect(existsSync(target)).toBe(false)
    expect(readdirSync(there).filter(name => /unfinished|moved|part/.test(name))).toEqual([])
  },
)
