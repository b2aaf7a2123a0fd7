import type { FlowIssueItem } from '../../src/shared/model/flow-issues.ts'
import { untilPush } from './client-steps.ts'
import { createTestRepository } from './git-repository.ts'
import { type JiraWorkspace, openJiraWorkspace } from './jira-workspace.ts'

const hour = 3_600_000
const day = 24 * hour

export interface LinkedWorkspace extends JiraWorkspace {
  /** The repository's folder. */
  readonly repository: string
  /** An issue that has been in progress for more than two days, and its number. */
  readonly issue: FlowIssueItem & { readonly startedAt: number; readonly number: string }
  /** The commit of the change for it. */
  readonly sha: string
  /** When the change for it was authored, and when it was deployed, epoch ms. */
  readonly authoredAt: number
  readonly deployedAt: number
}

/**
 * A synced Jira, and a repository whose v1.0 is its first deployment. v1.1, of an hour ago, ships its release commit and one of a day
 * before, whose body names an issue as `Task <number>`.
 */
export async function openLinkedWorkspace(dataFolder: string, repository: string): Promise<LinkedWorkspace> {
  const jira = await openJiraWorkspace(dataFolder, { issues: 60 })
  const now = Date.now()
  const issue = await startedIssue(jira, now)
  const deployedAt = Math.floor((now - hour) / 1000) * 1000
  const authoredAt = deployedAt - day
  const made = createTestRepository(repository)
  made.commit('Start', { at: Math.floor((now - 60 * day) / 1000) })
  made.tag('v1.0.0')
  const sha = made.commit(`Tune the cache\n\nTask ${issue.number}, as agreed.`, { at: authoredAt / 1000 })
  made.commit('Release 1.1', { at: deployedAt / 1000 })
  made.tag('v1.1.0')
  return { ...jira, repository: made.path, issue, sha, authoredAt, deployedAt }
}

async function startedIssue({ app }: JiraWorkspace, now: number): Promise<LinkedWorkspace['issue']> {
  const filter = { from: now - 120 * day, to: now, bucket: 'week' as const, timeZone: 'UTC' }
  const look = () =>
    app.client.request('flow.issues', {
      filter,
      what: { kind: 'wip', at: now },
      sort: 'started',
      descending: false,
      page: { offset: 0, limit: 50 },
    })
  const { rows } = await untilPush(app.client, 'data_changed', look, ({ total }) => total > 0)
  for (const row of rows) {
    const number = /\d+$/u.exec(row.key)?.[0]
    const { startedAt } = row
    if (startedAt !== null && startedAt < now - 3 * day && number) return { ...row, startedAt, number }
  }
  throw new Error('no issue of the simulated Jira has been in progress for days')
}
