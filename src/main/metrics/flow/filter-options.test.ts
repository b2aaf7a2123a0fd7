import { expect, test } from 'vitest'
import { FlowId } from '../../../shared/model/ids.ts'
import { createTestTracker } from '../testing/issues.ts'
import { at, createTestWorkspace } from '../testing/workspace.ts'
import { filterOptions } from './filter-options.ts'

const flow = (id: number, name: string) => ({ id, name, steps: [], mappings: [] })

test('only what issues of the flow have is offered, the most frequent first; types of one name are one', async () => {
  const { db } = await createTestWorkspace()
  const tracker = createTestTracker(db)
  const other = createTestTracker(db, 2)
  tracker.save({
    flows: [flow(1, 'First'), flow(2, 'Second')],
    issueTypes: [
      { issueType: 'Story', flowId: 1 },
      { issueType: 'Bug', flowId: 1 },
      { issueType: 'Task', flowId: 2 },
    ],
  })
  tracker.issue({ way: [['To Do', at(3)]], project: 'A', labels: ['x'], sprints: ['S1', 'S2'] })
  tracker.issue({ way: [['To Do', at(2)]], project: 'A', labels: ['x', 'y'], sprints: ['S2'], type: 'Bug' })
  other.issue({ way: [['To Do', at(4)]], project: 'B', type: 'STORY' })
  other.issue({ way: [['To Do', at(1)]], project: 'B', labels: ['z'], type: 'Task' })
  other.issue({ way: [['To Do', at(0)]], project: 'C', type: 'Epic' })
  db.exec(`update sprints set start_at = case name when 'S1' then 10 else 5 end`)
  await tracker.derive()
  expect(filterOptions(db, { flowId: null })).toMatchObject({
    flows: [
      { name: 'First', issues: 3 },
      { name: 'Second', issues: 1 },
    ],
    issues: 3,
    firstCreatedAt: at(2),
    projects: [
      { key: 'A', connectionName: 'First', issues: 2 },
      { key: 'B', connectionName: 'Second', issues: 1 },
    ],
    issueTypes: [
      { name: 'Story', issues: 2 },
      { name: 'Bug', issues: 1 },
    ],
    sprints: [
      { name: 'S1', issues: 1 },
      { name: 'S2', issues: 2 },
    ],
    labels: [
      { name: 'x', issues: 2 },
      { name: 'y', issues: 1 },
    ],
  })
  expect(filterOptions(db, { flowId: FlowId.parse(2) })).toMatchObject({
    issues: 1,
    firstCreatedAt: at(1),
    sprints: [],
  })
  expect(filterOptions(db, { flowId: FlowId.parse(3) })).toMatchObject({
    issues: 0,
    firstCreatedAt: null,
    projects: [],
  })
})
