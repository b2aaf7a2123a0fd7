import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { JobId, RunId } from '../../shared/model/ids.ts'
import { firstSource, freshDatabase, rowsOf, temporaryFolder } from '../store/test-support.ts'
import type { FromJobThread, JobAssignment } from './messages.ts'

function git(folder: string, ...args: readonly string[]) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' }
  execFileSync('git', ['-c', 'user.name=Anna', '-c', 'user.email=anna@example.org', ...args], { cwd: folder, env })
}

function gitRepository(): string {
  const folder = join(temporaryFolder(), 'repo')
  mkdirSync(folder)
  git(folder, 'init', '-q', '-b', 'main')
  for (const text of ['one', 'one\ntwo']) {
    writeFileSync(join(folder, 'file'), `${text}\n`)
    git(folder, 'add', '.')
    git(folder, 'commit', '-qm', text)
  }
  git(folder, 'tag', 'v1')
  return folder
}

async function run(assignment: JobAssignment): Promise<FromJobThread[]> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: assignment })
  const messages: FromJobThread[] = []
  worker.on('message', message => void messages.push(message))
  await once(worker, 'exit')
  return messages
}

async function assign(more: Partial<JobAssignment> = {}) {
  const folder = gitRepository()
  const { db, path } = await freshDatabase(folder)
  const assignment: JobAssignment = {
    databasePath: path,
    cacheFolder: temporaryFolder(),
    jobId: JobId.parse(1),
    runId: RunId.parse(1),
    connectorId: 'git',
    settings: { folders: [folder] },
    credentials: {},
    sources: [{ id: firstSource, externalId: folder, name: 'repo' }],
    ...more,
  }
  return { db, assignment }
}

test('the thread syncs a repository, says so, and goes', async () => {
  const { db, assignment } = await assign()
  const messages = await run(assignment)
  expect(messages.at(-1)).toEqual({ type: 'ended', outcome: 'finished' })
  expect(rowsOf(db, 'select subject, additions, deletions from commits order by id')).toEqual([
    { subject: 'one', additions: 1, deletions: 0 },
    { subject: 'one two', additions: 1, deletions: 0 },
  ])
  expect(rowsOf(db, 'select name, commit_id from tags')).toEqual([{ name: 'v1', commit_id: 2 }])
  const children = messages.flatMap(message => (message.type === 'child' ? [message] : []))
  expect(children.filter(child => child.alive)).not.toHaveLength(0)
  expect(children.filter(child => child.alive)).toHaveLength(children.filter(child => !child.alive).length)
  expect(rowsOf(db, 'select sum(requests) > 0 as asked, sum(bytes) > 0 as got from run_streams')).toEqual([
    { asked: 1, got: 1 },
  ])
})

test('a database that cannot be opened and a connector there is not are faults', async () => {
  const { assignment } = await assign()
  const missing = await run({ ...assignment, databasePath: join(temporaryFolder(), 'folder', 'weir.db') })
  expect(missing.at(-1)).toMatchObject({ type: 'ended', outcome: 'failed' })
  const unknown = await run({ ...assignment, connectorId: 'none' })
  expect(unknown.at(-1)).toMatchObject({
    outcome: 'failed',
    fault: { code: 'settings.invalid', details: { connector: 'none' } },
  })
})
