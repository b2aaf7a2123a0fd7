import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createTestTracker } from '../metrics/testing/issues.ts'
import { at, createTestWorkspace } from '../metrics/testing/workspace.ts'
import { readFlowConfig } from './flow-versions.ts'
import { keepDefaultFlow } from './keep-default-flow.ts'

async function start() {
  const { db } = await createTestWorkspace()
  const tracker = createTestTracker(db)
  tracker.status('To Do', 'todo')
  tracker.status('Doing', 'in_progress')
  tracker.status('Done', 'done')
  return { db, tracker }
}

const steps = (db: Database) => readFlowConfig(db)?.config.flows[0]?.steps.map(({ name }) => name)
const versions = (db: Database) => db.prepare('select saved_at, author, summary from flow_versions').all()

test('nothing is made before there are issues; then one version, as long as nothing changes', async () => {
  const { db, tracker } = await start()
  expect(keepDefaultFlow(db, 1)).toBe(false)
  tracker.issue({ way: [['To Do', at(0)]] })
  expect(keepDefaultFlow(db, 2)).toBe(true)
  expect(keepDefaultFlow(db, 3)).toBe(false)
  expect(versions(db)).toEqual([{ saved_at: 2, author: null, summary: 'Made from the categories of your statuses' }])
  expect(steps(db)).toEqual(['To do', 'In progress', 'Done'])
})

test('it follows what trackers list until the user saves one', async () => {
  const { db, tracker } = await start()
  tracker.issue({ way: [['To Do', at(0)]] })
  keepDefaultFlow(db, 1)
  tracker.board([
    ['Queue', ['To Do']],
    ['Work', ['Doing']],
    ['Shipped', ['Done']],
  ])
  expect(keepDefaultFlow(db, 2)).toBe(true)
  expect(versions(db)).toEqual([{ saved_at: 2, author: null, summary: 'Made from your boards' }])
  expect(steps(db)).toEqual(['Queue', 'Work', 'Shipped'])
  const { config } = readFlowConfig(db) ?? {}
  tracker.save(config)
  tracker.status('New', 'in_progress')
  tracker.issueType('Bug', 0)
  expect(keepDefaultFlow(db, 3)).toBe(false)
  expect(readFlowConfig(db)?.config).toEqual(config)
})

test('the board with the most issues comes first; boards, statuses and types of switched-off connections are left out', async () => {
  const { db, tracker } = await start()
  const other = createTestTracker(db, 2)
  other.board([['Elsewhere', ['Elsewhere']]])
  tracker.board([['Mine', ['To Do']]])
  tracker.board([['Gone', ['Doing']]])
  db.exec(`update boards set active = 0 where columns like '%Gone%'`)
  tracker.issue({ way: [['To Do', at(0)]] })
  tracker.issue({ way: [['To Do', at(0)]] })
  other.issue({ way: [['Elsewhere', at(0)]], type: 'Ticket' })
  keepDefaultFlow(db, 1)
  expect(steps(db)).toEqual(['Mine', 'Elsewhere', 'In progress', 'Done'])
  db.exec('update connections set enabled = 0 where id = 2')
  keepDefaultFlow(db, 2)
  expect(steps(db)).toEqual(['Mine', 'In progress', 'Done'])
  expect(readFlowConfig(db)?.config.issueTypes.map(({ issueType }) => issueType)).toEqual(['Story'])
})
