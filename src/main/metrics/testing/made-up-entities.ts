import type {
  HostedDeploymentEntity,
  HostedRepositoryEntity,
  PullRequestCommit,
  PullRequestEntity,
  ReleaseEntity,
  WorkflowRunEntity,
} from '../../../shared/model/code-entities.ts'
import type { CommitEntity, RepositoryEntity } from '../../../shared/model/entities.ts'
import { day, hour } from './workspace.ts'

export const ann = { name: 'Ann', email: 'ann@example.org' }
export const account = (name: string) => ({ externalId: name, name, email: null, bot: false, active: true })
export const shaOf = (n: number) => n.toString(16).padStart(40, '0')

interface MadeCommit {
  readonly parents: readonly number[]
  readonly how: number
  readonly at: number
  /** What it merges, where it merges anything. */
  readonly branch: string
  /** The commit that it takes back, if it does. */
  readonly earlier: number
}

/** A commit; `how` chooses its subject and how long before it was authored. */
export function madeCommit(n: number, { parents, how, at, branch, earlier }: MadeCommit): CommitEntity {
  const subjects = [`Change ${n}`, `Revert "Change ${earlier}"`, `SHOP-${(how % 3) + 1} change ${n}`]
  return {
    ...{ kind: 'commit', sha: shaOf(n), parents: parents.map(shaOf) },
    ...{ author: ann, authorOffsetMinutes: 0, committer: ann, committerOffsetMinutes: 0 },
    ...{ authoredAt: at - (how % 4) * day, committedAt: at },
    subject: parents.length > 1 ? `Merge branch '${branch}'` : (subjects[how % 5] ?? `Change ${n}`),
  }
}

/** The commit of a pull request that became this one when it was rebased. */
export const madeRebased = (n: number, authoredAt: number): PullRequestCommit => ({
  ...{ sha: shaOf(10_000 + n), author: ann, account: null, authoredAt, committedAt: authoredAt, subject: 'Work' },
})

/** A deployment of a commit, or of one that nobody knows; `how` chooses where to and how it went. */
export function madeDeployment(
  externalId: string,
  commitNumber: number,
  how: number,
  at: number,
): HostedDeploymentEntity {
  const states = ['success', 'success', 'success', 'failure', 'in_progress']
  return {
    kind: 'hosted_deployment',
    externalId,
    environment: how % 7 === 6 ? 'staging' : how % 3 === 1 ? 'production api' : 'production',
    ref: how % 2 === 0 ? 'main' : null,
    sha: shaOf(how % 11 === 10 ? 999 : commitNumber),
    task: null,
    creator: null,
    createdAt: at,
    statuses: [{ state: states[how % 5] ?? 'success', at }],
  }
}

interface MadePull {
  /** The commit it is made of. */
  readonly own: number
  /** The commit it was merged as. */
  readonly landed: number
  readonly how: number
  readonly at: number
}

/** A pull request, open or merged. */
export function madePull(number: number, { own, landed, how, at }: MadePull): PullRequestEntity {
  const merged = how % 3 !== 0
  return {
    kind: 'pull_request',
    externalId: `p${number}`,
    number,
    title: how % 4 === 0 ? `SHOP-${number} pull` : `Pull ${number}`,
    state: merged ? 'merged' : 'open',
    draft: false,
    author: account('ann'),
    createdAt: at - day,
    updatedAt: at,
    readyAt: null,
    mergedAt: merged ? at : null,
    closedAt: null,
    mergedBy: null,
    mergeCommitSha: merged && how % 5 !== 0 ? shaOf(landed) : null,
    baseBranch: how % 8 === 7 ? 'trunk' : 'main',
    headBranch: how % 3 === 1 ? `hotfix/${number}` : `feature/${number}`,
    headSha: null,
    additions: null,
    deletions: null,
    files: null,
    labels: [],
    commits: [
      { sha: shaOf(own), author: ann, account: null, authoredAt: at - 2 * day, committedAt: at, subject: 'Work' },
    ],
    reviews:
      how % 2 === 0 ? [{ externalId: 'r', author: account('ben'), state: 'approved', submittedAt: at - hour }] : [],
    comments: [],
    payload: `{"n":${number}}`,
  }
}

/** A run of a workflow that deploys or tests, under way or completed. */
export function madeRun(externalId: string, commit: number, how: number, at: number): WorkflowRunEntity {
  return {
    ...{
      kind: 'workflow_run',
      externalId,
      name: how % 4 === 3 ? 'test' : 'deploy',
      workflowId: '1',
    },
    ...{ path: null, event: 'push', branch: 'main', sha: shaOf(commit) },
    ...{ status: how % 2 === 0 ? 'completed' : 'in_progress', conclusion: how % 2 === 0 ? 'success' : null },
    ...{ attempt: 1, actor: null, createdAt: at, startedAt: at, updatedAt: at, jobs: null },
  }
}

/** A release of a tag, published or not. */
export const madeRelease = (tag: string, how: number, at: number): ReleaseEntity => ({
  ...{ kind: 'release', externalId: `${tag} ${how}`, tag, name: tag, prerelease: how % 4 === 3 },
  ...{ author: null, createdAt: at, publishedAt: how % 6 === 5 ? null : at },
})

/** The clone of the repository. */
export const madeRepository: RepositoryEntity = {
  ...{ kind: 'repository', path: '/shop', defaultBranch: 'heads/main', objectFormat: 'sha1', shallow: false },
  origin: 'host/acme/shop',
}

/** The repository at the code host. */
export const madeHostedRepository: HostedRepositoryEntity = {
  ...{ kind: 'hosted_repository', externalId: '1', owner: 'acme', name: 'shop', location: 'host/acme/shop' },
  ...{ url: 'https://host/acme/shop', defaultBranch: 'main', private: false, archived: false, fork: false },
  createdAt: 0,
}
