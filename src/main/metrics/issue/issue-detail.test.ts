import { expect, test } from 'vitest'
import { step } from '../../../shared/flow/test-support.ts'
import { IssueQuestion } from '../../../shared/model/issue-detail.ts'
import { createTestTracker } from '../testing/issues.ts'
import { at, createTestWorkspace, day, hour } from '../testing/workspace.ts'
import { issueDetail } from './issue-detail.ts'
import { trackerLink } from './tracker-link.ts'

const config = {
  flows: [
    {
      id: 1,
      name: 'Delivery',
      steps: [step(1, 'Open', 'todo'), step(2, 'Work', 'in_progress'), step(3, 'Done', 'done')],
      mappings: [
        { status: 'To Do', stepId: 1 },
        { status: 'Doing', stepId: 2 },
        { status: 'Review', stepId: 2 },
        { status: 'Done', stepId: 3 },
      ],
    },
  ],
  issueTypes: [
    { issueType: 'Story', flowId: 1 },
    { issueType: 'Epic', flowId: null },
  ],
}

const calendar = { days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '17:00' }, holidays: [] }

async function start() {
  const { db } = await createTestWorkspace()
  const tracker = createTestTracker(db)
  tracker.save(config)
  const detail = (issueId: number, question: object = {}, now = at(10)) =>
    issueDetail(db, { question: IssueQuestion.parse({ issueId, ...question }), calendar, now })
  return { db, tracker, detail }
}

test('an issue tells its steps with the statuses in each, how long they took, and what lasts', async () => {
  const { tracker, detail } = await start()
  tracker.status('Doing', 'in_progress')
  const id = tracker.issue({
    way: [
      ['To Do', at(0)],
      ['Doing', at(1)],
      ['Review', at(2)],
      ['Elsewhere', at(4)],
      ['Done', at(5)],
    ],
    flagged: [[at(2), at(2, 6)]],
  })
  await tracker.derive()
  const { steps, work, flow, notCounted } = detail(id)
  expect(
    steps.map(({ step, from, to, ms, statuses }) => [
      step?.name ?? null,
      from,
      to,
      ms,
      statuses.map(({ name }) => name),
    ]),
  ).toEqual([
    ['Open', at(0), at(1), day, ['To Do']],
    ['Work', at(1), at(4), 3 * day, ['Doing', 'Review']],
    [null, at(4), at(5), day, ['Elsewhere']],
    ['Done', at(5), null, 5 * day, ['Done']],
  ])
  expect(steps[1]?.statuses[0]).toEqual({ name: 'Doing', category: 'in_progress', from: at(1), to: at(2), ms: day })
  expect(work).toEqual({
    startedAt: at(1),
    doneAt: at(5),
    cycleMs: 4 * day,
    leadMs: 5 * day,
    ageMs: null,
    flaggedMs: 6 * hour,
  })
  expect([flow, notCounted]).toEqual([{ id: 1, name: 'Delivery' }, null])
})

test('the rule for moving backwards changes started and the times; work in progress has an age', async () => {
  const { tracker, detail } = await start()
  const id = tracker.issue({
    way: [
      ['To Do', at(0)],
      ['Doing', at(1)],
      ['To Do', at(3)],
      ['Doing', at(6)],
    ],
  })
  await tracker.derive()
  const work = (backward: string) => detail(id, { backward }).work
  expect(work('keep')).toMatchObject({ startedAt: at(1), doneAt: null, cycleMs: null, leadMs: null, ageMs: 9 * day })
  expect(work('restart')).toMatchObject({ startedAt: at(6), ageMs: 4 * day })
  expect(work('pause')).toMatchObject({ startedAt: at(1), ageMs: 6 * day })
  // Seven working days, from Tuesday to the next week's Wednesday.
  const working = detail(id, { clock: 'working' })
  expect(working.work.ageMs).toBe(7 * 8 * hour)
  // Monday; Tuesday and Wednesday; Thursday and Friday; Monday to Wednesday, at midnight.
  expect(working.steps.map(({ ms }) => ms / hour)).toEqual([8, 16, 16, 24])
  expect(working.steps.map(({ statuses }) => statuses[0]?.ms)).toEqual(working.steps.map(({ ms }) => ms))
})

test('an issue that counts in no flow says why, and its statuses are unmapped', async () => {
  const { db, tracker, detail } = await start()
  const way = [
    ['To Do', at(0)],
    ['Done', at(1)],
  ] as const
  const [epic, bug, story] = [
    tracker.issue({ way, type: 'Epic' }),
    tracker.issue({ way, type: 'Bug' }),
    tracker.issue({ way }),
  ]
  await tracker.derive()
  expect(detail(epic).notCounted).toBe('type_left_out')
  expect(detail(bug)).toMatchObject({
    notCounted: 'type_unmapped',
    flow: null,
    steps: [{ step: null, from: at(0), to: null }],
  })
  expect(detail(bug).steps.length).toBe(1)
  db.exec('update data_sources set active = 0')
  expect(detail(story).notCounted).toBe('inactive')
})

test('statuses have the names of their times; the newest changes come first', async () => {
  const { db, tracker, detail } = await start()
  const id = tracker.issue({
    way: [
      ['Doing', at(0)],
      ['Done', at(1)],
    ],
    assignee: 'Ann',
    labels: ['b', 'a'],
    sprints: ['S1'],
  })
  db.exec(`update statuses set name = 'Review' where name = 'Doing'`)
  db.exec(`update issue_changes set author_id = (select id from accounts where name = 'Ann')`)
  await tracker.derive()
  const issue = detail(id)
  expect(issue.steps[0]).toMatchObject({ step: { name: 'Work' }, statuses: [{ name: 'Doing' }] })
  expect(issue.changes).toEqual([{ at: at(1), author: 'Ann', field: 'status', from: 'Doing', to: 'Done' }])
  expect(issue).toMatchObject({
    changeCount: 1,
    assignee: 'Ann',
    labels: ['a', 'b'],
    sprints: [{ name: 'S1' }],
    status: { name: 'Done' },
  })
})

test('an issue that is gone is not found', async () => {
  const { detail } = await start()
  expect(() => detail(7)).toThrow(expect.objectContaining({ code: 'rpc.not_found' }))
})

test('an issue has a link where its tracker is served by https', () => {
  expect(trackerLink('jira', '{"url":"https://acme.atlassian.net"}', 'APP-1')).toBe(
    'https://acme.atlassian.net/browse/APP-1',
  )
  expect(trackerLink('jira', '{"url":"https://jira.acme.com/jira/"}', 'A B')).toBe(
    'https://jira.acme.com/jira/browse/A%20B',
  )
  expect(trackerLink('github', '{"url":"https://github.com"}', 'acme/shop#12')).toBe(
    'https://github.com/acme/shop/issues/12',
  )
  expect(trackerLink('github', '{"url":"https://github.com"}', '../x')).toBeNull()
  expect(trackerLink('jira', '{"url":"http://jira.acme.com"}', 'APP-1')).toBeNull()
  expect(trackerLink('jira', '{}', 'APP-1')).toBeNull()
  expect(trackerLink('git', '{"url":"https://x"}', 'APP-1')).toBeNull()
})
