import { createHash } from 'node:crypto'
import type { JsonObject } from '../shared/reply.ts'
import { githubTime, type SimDeployment, type SimIssue, type SimPull, type SimRun, type SimUser } from './world.ts'

export const people: readonly SimUser[] = [
  ...['anna-berg', 'ben-okafor', 'chloe-martin', 'daniel-kim', 'elif-yilmaz'].map(
    (login, index) => ({ login, id: 9_000 + index, type: 'User' }) as const,
  ),
  { login: 'renovate[bot]', id: 9_900, type: 'Bot' },
]

export const nodeId = (kind: string, id: number | string) => Buffer.from(`${kind}:${id}`).toString('base64url')
const sha = (text: string) => createHash('sha1').update(text).digest('hex')

export const repositoryRecord = (id: number, owner: string, name: string, createdAt: string) => ({
  id,
  node_id: nodeId('Repository', id),
  name,
  full_name: `${owner}/${name}`,
  owner: { login: owner, id: 77, type: 'Organization' },
  html_url: `https://github.example/${owner}/${name}`,
  clone_url: `https://github.example/${owner}/${name}.git`,
  description: `The ${name}`,
  default_branch: 'main',
  private: true,
  archived: false,
  disabled: false,
  fork: false,
  created_at: createdAt,
})

export interface PullFacts {
  readonly title: string
  readonly branch: string
  readonly author: SimUser
  readonly createdAt: number
  readonly updatedAt: number
  readonly state: 'open' | 'closed' | 'merged'
  readonly endedAt: number | null
  readonly labels: readonly string[]
  readonly size: number
  readonly parts: Omit<SimPull, 'record'>
}

export interface IssueFacts {
  readonly labels: readonly string[]
  /** How often it was closed or reopened: the last of an odd number closed it. */
  readonly closings: number
  readonly author: SimUser
}

/** Makes records with ids of their own from `firstId` on. */
export function makeRecords(firstId: number, fullName: string) {
  let lastId = firstId
  const identity = (kind: string) => {
    const id = ++lastId
    return { id, node_id: nodeId(kind, id) }
  }
  const event = (name: string, at: number, actor: SimUser): JsonObject => ({
    ...identity('Event'),
    event: name,
    created_at: githubTime(at),
    actor,
  })

  return {
    event,
    commit: (name: string, at: number, author: SimUser, message: string): JsonObject => {
      const date = githubTime(at)
      const person = { name: author.login, email: `${author.login}@example.org`, date }
      return {
        sha: sha(`${fullName} commit ${name}`),
        commit: { author: person, committer: person, message: `${message}\n\nMore about it.` },
        author,
        committer: author,
      }
    },
    review: (at: number, user: SimUser, state: string): JsonObject => ({
      ...identity('Review'),
      user,
      body: '',
      state,
      submitted_at: githubTime(at),
    }),
    comment: (at: number, user: SimUser, reviewId: number | null): JsonObject => ({
      ...identity('Comment'),
      user,
      body: 'Text',
      created_at: githubTime(at),
      ...(reviewId !== null && { pull_request_review_id: reviewId }),
    }),
    pull(number: number, facts: PullFacts): SimPull {
      const { createdAt, updatedAt, endedAt, state, parts, author, labels, size } = facts
      const ended = endedAt === null ? null : githubTime(endedAt)
      return {
        ...parts,
        record: {
          ...identity('PullRequest'),
          number,
          title: facts.title,
          state: state === 'open' ? 'open' : 'closed',
          draft: false,
          user: author,
          created_at: githubTime(createdAt),
          updated_at: githubTime(updatedAt),
          closed_at: ended,
          merged_at: state === 'merged' ? ended : null,
          merged_by: state === 'merged' ? people[0] : null,
          merge_commit_sha: sha(`${fullName} merge ${number}`),
          base: { ref: 'main', sha: sha(`${fullName} base ${number}`) },
          head: { ref: facts.branch, sha: parts.commits.at(-1)?.['sha'] ?? null },
          labels: labels.map(name => ({ name })),
          additions: size,
          deletions: Math.floor(size / 3),
          changed_files: 1 + Math.floor(size / 50),
        },
      }
    },
    issue(number: number, at: number, { labels, closings, author }: IssueFacts): SimIssue {
      const events = Array.from({ length: closings }, (_, index) =>
        event(index % 2 === 0 ? 'closed' : 'reopened', at + (index + 1) * 7_200_000, author),
      )
      const closed = closings % 2 === 1
      const last = events.at(-1)?.['created_at'] ?? githubTime(at)
      return {
        events,
        record: {
          ...identity('Issue'),
          number,
          title: `Something about ${number}`,
          state: closed ? 'closed' : 'open',
          state_reason: closed ? 'completed' : null,
          user: author,
          assignee: author,
          labels: labels.map(name => ({ name })),
          created_at: githubTime(at),
          updated_at: String(last),
          closed_at: closed ? String(last) : null,
        },
      }
    },
    release: (tag: string, at: number): JsonObject => ({
      ...identity('Release'),
      tag_name: tag,
      name: `Release ${tag}`,
      draft: false,
      prerelease: false,
      author: people[0],
      created_at: githubTime(at),
      published_at: githubTime(at),
    }),
    deployment(environment: string, commit: string, at: number, result: string): SimDeployment {
      const states = ['queued', 'in_progress', result]
      return {
        record: {
          ...identity('Deployment'),
          environment,
          sha: commit,
          ref: 'main',
          task: 'deploy',
          creator: people[1],
          created_at: githubTime(at),
          updated_at: githubTime(at + 180_000),
        },
        statuses: states.map((state, index) => ({
          ...identity('DeploymentStatus'),
          state,
          created_at: githubTime(at + (index + 1) * 60_000),
        })),
      }
    },
    run(workflow: string, commit: string, at: number, conclusion: string): SimRun {
      const begun = githubTime(at)
      const ended = githubTime(at + 300_000)
      const jobs = ['build', 'deploy'].map(name => ({
        ...identity('Job'),
        name,
        status: 'completed',
        conclusion,
        started_at: begun,
        completed_at: ended,
      }))
      return {
        jobs,
        record: {
          ...identity('Run'),
          name: workflow,
          workflow_id: workflow === 'CI' ? 11 : 12,
          path: `.github/workflows/${workflow.toLowerCase()}.yml`,
          event: 'push',
          head_branch: 'main',
          head_sha: commit,
          status: 'completed',
          conclusion,
          run_attempt: 1,
          actor: people[0],
          created_at: begun,
          run_started_at: begun,
          updated_at: ended,
        },
      }
    },
  }
}
