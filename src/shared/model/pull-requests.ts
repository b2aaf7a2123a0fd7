import { z } from 'zod'
import { Spread } from './flow-metrics.ts'
import { PersonId, PullRequestId, RepositoryId, TeamId } from './ids.ts'
import { MetricsFilter, PageRequest } from './metrics.ts'
import { Count, DurationMs, Instant } from './time.ts'

/** Without any review, comment or commit for so long an open pull request is stale. */
export const staleDays = 14

/** Why there is no number: what input is missing. */
export const PullNoData = z.enum([
  'no_repositories',
  'team_without_code',
  'no_pull_requests',
  'none_in_filter',
  'none_merged_in_period',
  'none_reviewed_in_period',
  'no_sizes',
  'no_whole_week',
])
export type PullNoData = z.infer<typeof PullNoData>

const Share = z.number().min(0).max(1)
const span = { start: Instant, end: Instant }
const noData = PullNoData.nullable()

/** A duration of pull requests: how it spreads, and how its median has moved. */
export const PullTimes = z.object({
  spread: Spread,
  histogram: z.array(z.object({ fromMs: DurationMs, toMs: DurationMs.nullable(), items: Count })),
  buckets: z.array(z.object({ ...span, medianMs: DurationMs.nullable(), p85Ms: DurationMs.nullable(), items: Count })),
  previousMedianMs: DurationMs.nullable(),
  /** Left out because their dates contradict each other. */
  contradictory: Count,
  noData,
})
export type PullTimes = z.infer<typeof PullTimes>

/** A whole number of each merged pull request, such as its lines: how it spreads, and how its median has moved. */
export const PullNumbers = z.object({
  median: z.number().nullable(),
  p85: z.number().nullable(),
  items: Count,
  /** From `from` to before `to`; null has no end. */
  bins: z.array(z.object({ from: Count, to: Count.nullable(), items: Count })),
  buckets: z.array(z.object({ ...span, median: z.number().nullable(), items: Count })),
  previousMedian: z.number().nullable(),
  noData,
})
export type PullNumbers = z.infer<typeof PullNumbers>

/** How many of the merged pull requests are of some kind. */
export const PullShare = z.object({
  count: Count,
  of: Count,
  rate: Share.nullable(),
  buckets: z.array(z.object({ ...span, count: Count, of: Count })),
  previousRate: Share.nullable(),
  noData,
})
export type PullShare = z.infer<typeof PullShare>

export const PullMetrics = z.object({
  throughput: z.object({
    merged: Count,
    opened: Count,
    medianPerWeek: z.number().nullable(),
    wholeWeeks: Count,
    buckets: z.array(z.object({ ...span, merged: Count, opened: Count })),
    previousMerged: Count,
    previousMedianPerWeek: z.number().nullable(),
    noData,
  }),
  firstReview: PullTimes,
  review: PullTimes,
  merge: PullTimes,
  lines: PullNumbers,
  files: PullNumbers,
  rounds: PullNumbers,
  comments: PullNumbers,
  withoutReview: PullShare,
  /** Whatever the filter says about bots. */
  byBots: PullShare,
  /** At present, whatever the period. */
  open: z.object({
    open: Count,
    drafts: Count,
    stale: Count,
    /** Ready for review, and nobody has responded. */
    unreviewed: Count,
    /** Of those that are ready for review. */
    medianAgeMs: DurationMs.nullable(),
    noData,
  }),
  /**
   * With services chosen: merged in the period or open at present, and left out because Git does not know the commits, or still looks for
   * those of a service.
   */
  untold: Count,
  noData,
})
export type PullMetrics = z.infer<typeof PullMetrics>

export const ReviewLoadQuestion = z.object({ filter: MetricsFilter, byPerson: z.boolean().default(false) })
export type ReviewLoadQuestion = z.output<typeof ReviewLoadQuestion>

const load = {
  /** Pull requests they reviewed in the period: each counts once per reviewer. */
  reviewed: Count,
  /** Reviews they gave in the period. */
  reviews: Count,
  /** Pull requests of theirs that others reviewed in the period. */
  received: Count,
}

/** Who reviewed how much in the period. */
export const ReviewLoad = z.object({
  reviews: Count,
  reviewers: Count,
  /** Of pull requests reviewed per reviewer. */
  medianReviewed: z.number().nullable(),
  /** The fewest reviewers that gave half of all reviews. */
  halfBy: Count,
  /** The fewest first; one in several teams counts in each, `teamId` null is whoever is in none. */
  teams: z.array(z.object({ teamId: TeamId.nullable(), name: z.string(), people: Count, reviewers: Count, ...load })),
  /** Null unless asked for. The most first. */
  people: z.array(z.object({ personId: PersonId, name: z.string(), ...load })).nullable(),
  noData,
})
export type ReviewLoad = z.infer<typeof ReviewLoad>

const range = z.object({ from: z.number(), to: z.number().nullable() }).nullable().default(null)
const period = { from: Instant, to: Instant }

export const PullTimeName = z.enum(['firstReview', 'review', 'merge'])
export type PullTimeName = z.infer<typeof PullTimeName>
export const PullNumberName = z.enum(['lines', 'files', 'rounds', 'comments'])
export type PullNumberName = z.infer<typeof PullNumberName>
export const OpenKind = z.enum(['all', 'stale', 'drafts', 'unreviewed'])
export type OpenKind = z.infer<typeof OpenKind>

/** Which pull requests of a filter: what a number or a mark in a chart stands for. Ranges are half-open; null has no end. */
export const PullsWhat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merged'), ...period }),
  z.object({ kind: z.literal('opened'), ...period }),
  /** With that time in the period: first reviewed in it, or merged in it. */
  z.object({ kind: z.literal('timed'), of: PullTimeName, ...period, ms: range }),
  /** Merged in the period, with that number. */
  z.object({ kind: z.literal('numbered'), of: PullNumberName, ...period, range }),
  z.object({ kind: z.literal('withoutReview'), ...period }),
  z.object({ kind: z.literal('byBots'), ...period }),
  /** Left out of a time because its dates contradict each other. */
  z.object({ kind: z.literal('contradictory'), of: PullTimeName, ...period }),
  z.object({ kind: z.literal('open'), which: OpenKind }),
  /** Left out because nobody can tell which service they belong to. */
  z.object({ kind: z.literal('untold'), ...period }),
  /** Reviewed in the period by someone of the team; null is whoever is in none. */
  z.object({ kind: z.literal('reviewedByTeam'), teamId: TeamId.nullable(), ...period }),
  z.object({ kind: z.literal('reviewedByPerson'), personId: PersonId, ...period }),
  /** Reviewed in the period by anybody. */
  z.object({ kind: z.literal('reviewed'), ...period }),
])
export type PullsWhat = z.infer<typeof PullsWhat>

export const PullSort = z.enum([
  'number',
  'title',
  'repository',
  'author',
  'opened',
  'merged',
  'firstReview',
  'review',
  'merge',
  'lines',
  'rounds',
  'comments',
  'age',
  'idle',
])
export type PullSort = z.infer<typeof PullSort>

export const PullsQuestion = z.object({
  filter: MetricsFilter,
  what: PullsWhat,
  sort: PullSort.default('opened'),
  descending: z.boolean().default(true),
  page: PageRequest,
})
export type PullsQuestion = z.output<typeof PullsQuestion>

export const PullState = z.enum(['open', 'merged', 'closed'])
/** What lists and the drawer of one tell alike. */
export const pullHead = {
  id: PullRequestId,
  number: Count,
  title: z.string(),
  /** Null where it is not served by https. */
  url: z.string().nullable(),
  repositoryName: z.string(),
  /** Null where the host does not tell. */
  author: z.string().nullable(),
  state: PullState,
  draft: z.boolean(),
  /** Lines added and deleted. */
  lines: Count.nullable(),
  files: Count.nullable(),
}

export const PullItem = z.object({
  ...pullHead,
  repositoryId: RepositoryId,
  /** Or ready for review, if it was a draft. */
  openedAt: Instant,
  mergedAt: Instant.nullable(),
  firstReviewMs: DurationMs.nullable(),
  reviewMs: DurationMs.nullable(),
  mergeMs: DurationMs.nullable(),
  rounds: Count,
  comments: Count,
  /** Of an open one: since it was opened, and since anything happened. */
  ageMs: DurationMs.nullable(),
  idleMs: DurationMs.nullable(),
})
export type PullItem = z.infer<typeof PullItem>
export const PullList = z.object({ rows: z.array(PullItem), total: Count })
