import { connectDatabase } from '../../src/main/store/connect.ts'
import { createEntityWriter } from '../../src/main/store/write/entity-writer.ts'
import type {
  CodeHostEntity,
  DeploymentStatus,
  PullRequestCommit,
  PullRequestEntity,
} from '../../src/shared/model/code-entities.ts'
import { DataSourceId } from '../../src/shared/model/ids.ts'
import type { AccountRef } from '../../src/shared/model/issue-entities.ts'
import type { TestRepository } from './git-repository.ts'
import { hostedShop } from './hosted-shop.ts'

const hour = 3_600_000
/** The instant of a day and hour of the example, whose day 0 begins at `monday` (epoch ms). */
export const after = (monday: number) => (day: number, hours: number) => monday + (day * 24 + hours) * hour

const account = (name: string, bot = false): AccountRef => ({ externalId: name, name, email: null, bot })
const ada = account('ada')
const grace = account('grace')
const reviewer = account('checks[bot]', true)

export interface PullSpec {
  readonly number: number
  readonly title: string
  readonly branch: string
  readonly commits: readonly { readonly sha: string; readonly authoredAt: number }[]
  readonly openedAt: number
  readonly readyAt?: number
  readonly reviewedAt?: number
  readonly commentedAt?: number
  readonly mergedAt: number
  readonly mergeCommitSha: string
}

const commitOf = ({ sha, authoredAt }: PullSpec['commits'][number]): PullRequestCommit => ({
  sha,
  author: { name: 'Ada Lovelace', email: 'ada@example.org' },
  account: ada,
  authoredAt,
  committedAt: authoredAt,
  subject: 'Work',
})

export const pullRequest = (spec: PullSpec): PullRequestEntity => ({
  kind: 'pull_request',
  externalId: `pull-${spec.number}`,
  number: spec.number,
  title: spec.title,
  state: 'merged',
  draft: false,
  author: ada,
  createdAt: spec.openedAt,
  updatedAt: spec.mergedAt,
  readyAt: spec.readyAt ?? null,
  mergedAt: spec.mergedAt,
  closedAt: spec.mergedAt,
  mergedBy: grace,
  mergeCommitSha: spec.mergeCommitSha,
  baseBranch: 'main',
  headBranch: spec.branch,
  headSha: null,
  additions: 1,
  deletions: 0,
  files: 1,
  labels: [],
  commits: spec.commits.map(commitOf),
  // The author's own review and the bot's are no responses.
  reviews: [
    { externalId: 'own', author: ada, state: 'commented', submittedAt: spec.openedAt },
    { externalId: 'bot', author: reviewer, state: 'approved', submittedAt: spec.openedAt },
    ...(spec.reviewedAt === undefined
      ? []
      : [{ externalId: 'review', author: grace, state: 'approved' as const, submittedAt: spec.reviewedAt }]),
  ],
  comments:
    spec.commentedAt === undefined
      ? []
      : [{ externalId: 'comment', author: grace, createdAt: spec.commentedAt, review: null }],
  payload: '{}',
})

export const deployment = (
  externalId: string,
  sha: string,
  statuses: readonly DeploymentStatus[],
  environment = 'production',
): CodeHostEntity => ({
  kind: 'hosted_deployment',
  externalId,
  environment,
  ref: externalId,
  sha,
  task: 'deploy',
  creator: grace,
  createdAt: (statuses[0]?.at ?? 0) - hour,
  statuses,
})

/** Squashes a branch onto main. */
export function squash(repository: TestRepository, branch: string, subject: string, mergedAt: number): string {
  repository.git('checkout', '--quiet', 'main')
  repository.git('merge', '--quiet', '--squash', branch)
  return repository.commit(subject, { at: mergedAt / 1000, files: {} })
}

/** A branch from main with one commit per moment. */
const branch = (repository: TestRepository, name: string, ...authored: readonly number[]) =>
  branchOf(
    repository,
    name,
    authored.map(authoredAt => ({ authoredAt, file: `${name}.txt` })),
  )

/** A branch from main with one commit per moment, each to a file. */
export function branchOf(
  repository: TestRepository,
  name: string,
  commits: readonly { readonly authoredAt: number; readonly file: string }[],
) {
  repository.git('checkout', '--quiet', '-b', name, 'main')
  return commits.map(({ authoredAt, file }, i) => ({
    authoredAt,
    sha: repository.commit(`Work on ${name}`, { at: authoredAt / 1000, files: { [file]: `${name} ${i}\n` } }),
  }))
}

/**
 * A repository made by git, and what its host tells of it: a squash merge, a rebase merge, a revert, a hotfix, a rollback, a deployment
 * that failed, one whose commit nobody knows. Day 0 begins at `monday`, epoch ms.
 */
export function makeDeliveryExample(repository: TestRepository, monday: number): readonly CodeHostEntity[] {
  const at = after(monday)
  const status =
    (state: string) =>
    (day: number, hours: number): DeploymentStatus => ({ state, at: at(day, hours) })
  const [success, failure, inactive] = [status('success'), status('failure'), status('inactive')]
  const start = repository.commit('Start', { at: at(0, 9) / 1000 })

  const search = branch(repository, 'feature/search', at(1, 9), at(1, 15))
  const squashed = squash(repository, 'feature/search', 'Add search (#1)', at(2, 12))

  const sorting = branch(repository, 'feature/sorting', at(2, 9), at(2, 10))
  repository.git('checkout', '--quiet', 'main')
  repository.git('cherry-pick', ...sorting.map(({ sha }) => sha))
  const rebased = repository.git('rev-parse', 'HEAD')

  const back = branch(repository, 'revert-1', at(3, 18))
  const reverted = squash(repository, 'revert-1', 'Revert "Add search (#1)" (#3)', at(3, 19))

  const login = branch(repository, 'hotfix/login', at(5, 10))
  repository.git('checkout', '--quiet', 'main')
  const hotfixed = repository.merge('hotfix/login', { at: at(5, 12) / 1000 })

  const basket = branch(repository, 'feature/basket', at(6, 9))
  const broken = squash(repository, 'feature/basket', 'Keep the basket (#5)', at(6, 14))

  const late = branch(repository, 'feature/late', at(9, 15))
  const last = squash(repository, 'feature/late', 'Be late (#6)', at(9, 16))

  return [
    hostedShop(at(0, 0)),
    deployment('D1', start, [success(0, 12), inactive(3, 12)]),
    deployment('on staging', squashed, [success(2, 13)], 'staging'),
    deployment('D2', rebased, [success(3, 12), inactive(3, 22)]),
    deployment('D3', reverted, [failure(3, 20)]),
    deployment('D4', reverted, [success(3, 22)]),
    deployment('D5', hotfixed, [success(5, 13)]),
    deployment('D6', broken, [success(6, 15), failure(6, 17)]),
    deployment('D7', hotfixed, [success(6, 18)]),
    deployment('D8', 'f'.repeat(40), [success(8, 12)]),
    deployment('D9', last, [success(9, 18)]),
    deployment('D9 again', last, [success(9, 19)]),
    deployment('under way', last, [{ state: 'in_progress', at: at(9, 20) }]),
    pullRequest({
      number: 1,
      title: 'Add search',
      branch: 'feature/search',
      commits: search,
      openedAt: at(1, 16),
      reviewedAt: at(2, 10),
      mergedAt: at(2, 12),
      mergeCommitSha: squashed,
    }),
    pullRequest({
      number: 2,
      title: 'Sort results',
      branch: 'feature/sorting',
      commits: sorting,
      openedAt: at(2, 11),
      readyAt: at(2, 15),
      commentedAt: at(2, 18),
      mergedAt: at(3, 9),
      mergeCommitSha: rebased,
    }),
    pullRequest({
      number: 3,
      title: 'Revert "Add search (#1)"',
      branch: 'revert-1',
      commits: back,
      openedAt: at(3, 18),
      mergedAt: at(3, 19),
      mergeCommitSha: reverted,
    }),
    pullRequest({
      number: 4,
      title: 'Let people log in',
      branch: 'hotfix/login',
      commits: login,
      openedAt: at(5, 11),
      reviewedAt: at(5, 11.5),
      mergedAt: at(5, 12),
      mergeCommitSha: hotfixed,
    }),
    pullRequest({
      number: 5,
      title: 'Keep the basket',
      branch: 'feature/basket',
      commits: basket,
      openedAt: at(6, 10),
      reviewedAt: at(6, 12),
      mergedAt: at(6, 14),
      mergeCommitSha: broken,
    }),
    pullRequest({
      number: 6,
      title: 'Be late',
      branch: 'feature/late',
      commits: late,
      openedAt: at(9, 10),
      reviewedAt: at(9, 12),
      mergedAt: at(9, 16),
      mergeCommitSha: last,
    }),
  ]
}

/** Has a closed data folder's one repository told of by its host, as a connector's records would be written. */
export function writeHosted(dataFolder: string, entities: readonly CodeHostEntity[]): void {
  const db = connectDatabase(`${dataFolder}/weir.db`)
  const source = db.prepare<[], number>('select data_source_id from repositories').pluck().get()
  const writer = createEntityWriter(db, { dataSourceId: DataSourceId.parse(source) })
  db.transaction(() => {
    for (const entity of entities) writer.write(entity)
    writer.flush()
  })()
  db.close()
}
