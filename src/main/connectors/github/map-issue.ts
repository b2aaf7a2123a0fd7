import type { z } from 'zod'
import type { AccountRef, IssueChange, IssueEntity, StatusEntity } from '../../../shared/model/issue-entities.ts'
import { clean } from '../sdk/text.ts'
import { actorAccount, userAccount } from './accounts.ts'
import type { GraphqlIssue, RestIssue } from './records.ts'
import type { RepositoryPlace } from './repository-place.ts'

const open: Omit<StatusEntity, 'kind'> = { externalId: 'open', name: 'Open', category: 'todo' }
const closed: Omit<StatusEntity, 'kind'> = { externalId: 'closed', name: 'Closed', category: 'done' }

interface Facts {
  readonly id: string
  readonly number: number
  readonly title: string
  readonly open: boolean
  readonly reason: string | null
  readonly createdAt: number
  readonly updatedAt: number
  readonly closedAt: number | null
  readonly author: AccountRef | null
  readonly assignee: AccountRef | null
  readonly labels: readonly string[]
  /** Closed and reopened, oldest first. */
  readonly events: readonly { readonly at: number; readonly closed: boolean; readonly actor: AccountRef | null }[]
}

/** An issue of a repository as any tracker's: its project is the repository, its statuses are open and closed. */
function entityOf(facts: Facts, { id, owner, name }: RepositoryPlace): IssueEntity {
  const key = `${owner}/${name}`
  return {
    kind: 'issue',
    externalId: facts.id,
    key: `${key}#${facts.number}`,
    project: { externalId: id, key, name },
    issueType: { externalId: 'issue', name: 'Issue', level: 0 },
    status: facts.open ? open : closed,
    summary: clean(facts.title),
    priority: null,
    resolution: facts.reason === null ? null : facts.reason.toLowerCase().replaceAll('_', ' '),
    createdAt: facts.createdAt,
    updatedAt: facts.updatedAt,
    resolvedAt: facts.closedAt,
    dueOn: null,
    parent: null,
    assignee: facts.assignee,
    reporter: facts.author,
    labels: facts.labels.map(clean),
    sprints: [],
    storyPoints: null,
    flagged: false,
    severity: null,
    team: null,
    changes: facts.events.map(statusChange),
    worklogs: [],
    payload: JSON.stringify({ ...facts, key }),
  }
}

function statusChange(event: Facts['events'][number]): IssueChange {
  const [from, to] = event.closed ? [open, closed] : [closed, open]
  const value = ({ externalId, name }: typeof open) => ({ key: externalId, label: name })
  return { at: event.at, author: event.actor, field: 'status', fieldName: 'status', from: value(from), to: value(to) }
}

export const issueOfGraphql = (issue: z.infer<typeof GraphqlIssue>, place: RepositoryPlace): IssueEntity =>
  entityOf(
    {
      id: issue.id,
      number: issue.number,
      title: issue.title,
      open: issue.state === 'OPEN',
      reason: issue.state === 'OPEN' ? null : (issue.stateReason ?? null),
      createdAt: issue.createdAt,
      updatedAt: issue.updatedAt,
      closedAt: issue.closedAt ?? null,
      author: actorAccount(issue.author),
      assignee: actorAccount(issue.assignees[0]),
      labels: (issue.labels ?? []).map(({ name }) => name),
      events: issue.timelineItems
        .map(({ __typename, createdAt, actor }) => ({
          at: createdAt,
          closed: __typename === 'ClosedEvent',
          actor: actorAccount(actor),
        }))
        .sort((a, b) => a.at - b.at),
    },
    place,
  )

/** REST lists issues without their events: of their history, the last closing is known. */
export const issueOfRest = (issue: z.infer<typeof RestIssue>, place: RepositoryPlace): IssueEntity =>
  entityOf(
    {
      id: issue.node_id,
      number: issue.number,
      title: issue.title,
      open: issue.state === 'open',
      reason: issue.state === 'open' ? null : (issue.state_reason ?? null),
      createdAt: issue.created_at,
      updatedAt: issue.updated_at,
      closedAt: issue.closed_at ?? null,
      author: userAccount(issue.user),
      assignee: userAccount(issue.assignee),
      labels: issue.labels.map(({ name }) => name),
      events: issue.closed_at == null ? [] : [{ at: issue.closed_at, closed: true, actor: null }],
    },
    place,
  )
