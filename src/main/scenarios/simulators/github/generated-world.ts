import { pick, randomOf } from '../shared/random.ts'
import type { JsonObject } from '../shared/reply.ts'
import { historyOf } from './generated-history.ts'
import { makeRecords, nodeId, people, repositoryRecord } from './records.ts'
import { githubTime, type SimPull, type SimRepository, type World } from './world.ts'

export interface GeneratedOptions {
  /** Per repository. */
  readonly pulls: number
  readonly issues?: number
  readonly repositories?: number
  readonly seed?: number
  readonly startAt?: number
  /** Between two pull requests, in ms. */
  readonly spacingMs?: number
}

const hour = 3_600_000
const owner = 'acme'
const names = ['shop', 'api', 'mobile', 'infra', 'docs']
const spanMs = 400 * 24 * hour

/** A made-up GitHub: the same for the same options. What is generated lies in the past. */
export function generateWorld(options: GeneratedOptions): World {
  const { repositories = 1, seed = 1 } = options
  return {
    repositories: Array.from({ length: repositories }, (_, index) => repositoryOf(index, seed + index * 1000, options)),
  }
}

function repositoryOf(index: number, seed: number, options: GeneratedOptions): SimRepository {
  const { pulls: count, issues = Math.ceil(count / 3), startAt = Date.parse('2025-01-06T08:00:00Z') } = options
  const { spacingMs = Math.min(6 * hour, spanMs / Math.max(count, 1)) } = options
  const name = names[index] ?? `service-${index}`
  const records = makeRecords(1_000_000 * (index + 1), `${owner}/${name}`)
  const pulls = Array.from({ length: count }, (_, place) =>
    pullOf(place + 1, startAt + place * spacingMs, randomOf(seed, place), records),
  )
  const merged = pulls.filter(({ record }) => record['merged_at'] !== null)
  const shipped = merged.map(({ record }, place) => ({
    sha: String(record['merge_commit_sha']),
    at: Date.parse(String(record['merged_at'])) + hour / 2,
    place,
    random: randomOf(seed + 7, place),
  }))
  const released = shipped.filter(({ place }) => place % 4 === 3)
  const history = historyOf(pulls, records, startAt)
  return {
    history,
    id: 500 + index,
    record: repositoryRecord(500 + index, owner, name, githubTime(startAt - hour)),
    pulls,
    issues: Array.from({ length: issues }, (_, place) => {
      const random = randomOf(seed + 3, place)
      const at = Math.floor(startAt + place * spacingMs * 3 + random() * hour)
      const labels = random() < 0.3 ? ['incident', 'bug'] : ['question']
      const closings = random() < 0.7 ? (random() < 0.2 ? 3 : 1) : 0
      return records.issue(count + place + 1, at, { labels, closings, author: pick(people, random) })
    }),
    releases: released.map(({ at, place }) => records.release(`v1.${place}`, at + hour)),
    tags: released.map(({ sha, at, place }) => ({
      name: `v1.${place}`,
      sha,
      committedAt: githubTime(at - hour / 2),
      taggedAt: place % 8 === 3 ? githubTime(at) : null,
    })),
    deployments: shipped.flatMap(({ sha, at, random }) => {
      const failed = random() < 0.15
      return ['staging', 'production'].map((environment, stage) =>
        records.deployment(environment, sha, Math.floor(at + stage * hour * random()), failed ? 'failure' : 'success'),
      )
    }),
    runs: shipped.flatMap(({ sha, at, random }) => {
      const conclusion = random() < 0.2 ? 'failure' : 'success'
      return ['CI', 'Deploy'].map((workflow, place) => records.run(workflow, sha, at + place * 60_000, conclusion))
    }),
  }
}

function pullOf(
  number: number,
  createdAt: number,
  random: () => number,
  records: ReturnType<typeof makeRecords>,
): SimPull {
  let at = createdAt
  const later = (hours: number) => {
    at += Math.floor((0.05 + random()) * hours * hour)
    return at
  }
  const author = pick(people, random)
  const branch = `${pick(['feature', 'fix', 'hotfix'], random)}/SHOP-${number}`
  const commits = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, place) =>
    records.commit(`${number}/${place}`, createdAt - (4 - place) * hour, author, `SHOP-${number} step ${place + 1}`),
  )
  const wasDraft = random() < 0.2
  const events: JsonObject[] = wasDraft ? [records.event('ready_for_review', later(2), author)] : []
  const reviews: JsonObject[] = []
  const reviewComments: JsonObject[] = []
  for (let place = Math.floor(random() * 4); place > 0; place--) {
    const reviewer = pick(people, random)
    const review = records.review(later(4), reviewer, pick(['APPROVED', 'COMMENTED', 'CHANGES_REQUESTED'], random))
    reviews.push(review)
    for (let more = Math.floor(random() * 3); more > 0; more--) {
      reviewComments.push(records.comment(later(0.2), reviewer, Number(review['id'])))
    }
  }
  const comments = Array.from({ length: Math.floor(random() * 4) }, () =>
    records.comment(later(3), pick(people, random), null),
  )
  const chance = random()
  const state = chance < 0.75 ? 'merged' : chance < 0.85 ? 'closed' : 'open'
  const endedAt = state === 'open' ? null : later(6)
  return records.pull(number, {
    title: `SHOP-${number}: change ${number}`,
    branch,
    author,
    createdAt,
    updatedAt: at,
    state,
    endedAt,
    labels: random() < 0.2 ? ['enhancement'] : [],
    size: Math.floor(random() * 400),
    parts: { commits, reviews, reviewComments, comments, events },
  })
}

export { nodeId }
