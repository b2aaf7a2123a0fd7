import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connectGit, settled } from '../../../test/support/client-steps.ts'
import { createTestFolder, createTestRepository } from '../../../test/support/git-repository.ts'
import { openTestApplication } from '../../../test/support/test-application.ts'
import { followTrayFacts, type TrayFacts } from './tray-facts.ts'

test('what the tray knows follows the application: a job from its first run to its removal, and pause all', async () => {
  const folder = createTestFolder()
  const app = await openTestApplication(join(folder.path, 'data'))
  onTestFinished(async () => {
    await app.close()
    folder.remove()
  })
  const seen: TrayFacts[] = []
  let onFacts = () => {}
  const stop = followTrayFacts(app.client, facts => {
    seen.push(facts)
    onFacts()
  })
  const until = (condition: (facts: TrayFacts) => boolean) =>
    new Promise<void>(resolve => {
      onFacts = () => {
        const last = seen.at(-1)
        if (last && condition(last)) resolve()
      }
      onFacts()
    })

  await until(({ status, jobs }) => status !== null && jobs.length === 0)
  const repository = createTestRepository(join(folder.path, 'shop'))
  repository.commit('One')
  const { id: connectionId, jobId } = await connectGit(app.client, { folders: [repository.path] })
  await until(({ jobs }) => jobs[0]?.state === 'PENDING')
  await app.client.request('jobs.runNow', { jobId })
  await until(({ jobs }) => jobs[0]?.state === 'FINISHED')
  expect(seen.map(({ jobs }) => jobs[0]?.state)).toContain('RUNNING')
  await settled(app.client, jobId)

  await app.client.request('jobs.pauseAll')
  await until(({ status }) => status?.held === true)
  await app.client.request('connections.remove', { connectionId })
  await until(({ jobs, fault }) => jobs.length === 0 && fault === null)

  stop()
  const known = seen.length
  await app.client.request('jobs.resumeAll')
  expect(seen).toHaveLength(known)
})

test('an application that cannot answer is told as a fault', async () => {
  const folder = createTestFolder()
  const app = await openTestApplication(join(folder.path, 'data'))
  onTestFinished(folder.remove)
  await app.close()
  const facts = await new Promise<TrayFacts>(resolve => followTrayFacts(app.client, resolve))
  expect(facts).toMatchObject({ jobs: [], fault: { code: 'rpc.disconnected' } })
})
