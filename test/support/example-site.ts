import { nodeId, repositoryRecord } from '../../src/main/scenarios/simulators/github/records.ts'
import {
  githubTime,
  type SimDeployment,
  type SimHistory,
  type SimPull,
  type World,
} from '../../src/main/scenarios/simulators/github/world.ts'
import type { CodeHostEntity } from '../../src/shared/model/code-entities.ts'
import type { AccountRef } from '../../src/shared/model/issue-entities.ts'

type Of<Kind extends CodeHostEntity['kind']> = Extract<CodeHostEntity, { readonly kind: Kind }>

/** A GitHub that tells of one repository, `acme/shop`, what these entities say, over the history of a real one. */
export function worldOf(entities: readonly CodeHostEntity[], history: SimHistory, createdAt: number): World {
  let lastId = 1_000
  const users = new Map<string, number>()
  const user = (account: AccountRef | null) => {
    if (account === null) return null
    const id = users.get(account.name) ?? ++lastId
    users.set(account.name, id)
    return { login: account.name, id, type: account.bot ? 'Bot' : 'User' }
  }
  const identity = (kind: string) => {
    const id = ++lastId
    return { id, node_id: nodeId(kind, id) }
  }
  const time = (at: number | null) => (at === null ? null : githubTime(at))
  const { commits } = history
  const commitOf = (sha: string) => commits.find(one => one.sha === sha) ?? { sha }

  const pullOf = (pull: Of<'pull_request'>): SimPull => {
    const reviews = pull.reviews.map(review => ({
      ...identity('Review'),
      user: user(review.author),
      state: review.state.toUpperCase(),
      submitted_at: time(review.submittedAt),
    }))
    const comments = pull.comments.map(comment => ({
      ...identity('Comment'),
      user: user(comment.author),
      created_at: time(comment.createdAt),
    }))
    const ready = { ...identity('Event'), event: 'ready_for_review', created_at: time(pull.readyAt), actor: null }
    return {
      record: {
        ...identity('PullRequest'),
        number: pull.number,
        title: pull.title,
        state: 'closed',
        draft: false,
        user: user(pull.author),
        created_at: githubTime(pull.createdAt),
        updated_at: githubTime(pull.updatedAt),
        closed_at: time(pull.closedAt),
        merged_at: time(pull.mergedAt),
        merged_by: user(pull.mergedBy),
        merge_commit_sha: pull.mergeCommitSha,
        base: { ref: pull.baseBranch },
        head: { ref: pull.headBranch, sha: pull.commits.at(-1)?.sha ?? null },
        labels: [],
        additions: pull.additions,
        deletions: pull.deletions,
        changed_files: pull.files,
      },
      commits: pull.commits.map(({ sha }) => commitOf(sha)),
      reviews,
      reviewComments: [],
      comments,
      events: pull.readyAt === null ? [] : [ready],
    }
  }

  const deploymentOf = (deployment: Of<'hosted_deployment'>): SimDeployment => ({
    record: {
      ...identity('Deployment'),
      environment: deployment.environment,
      sha: deployment.sha,
      ref: deployment.ref,
      task: deployment.task,
      creator: user(deployment.creator),
      created_at: githubTime(deployment.createdAt),
      updated_at: githubTime(deployment.statuses.at(-1)?.at ?? deployment.createdAt),
    },
    statuses: deployment.statuses.map(({ state, at }) => ({
      ...identity('DeploymentStatus'),
      state,
      created_at: githubTime(at),
    })),
  })

  return {
    repositories: [
      {
        id: 500,
        record: repositoryRecord(500, 'acme', 'shop', githubTime(createdAt)),
        pulls: entities.filter(entity => entity.kind === 'pull_request').map(pullOf),
        issues: [],
        releases: [],
        tags: [],
        deployments: entities.filter(entity => entity.kind === 'hosted_deployment').map(deploymentOf),
        runs: [],
        history,
      },
    ],
  }
}
