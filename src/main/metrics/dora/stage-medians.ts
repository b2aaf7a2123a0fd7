import type { Database } from 'better-sqlite3'
import type { LeadTimeStages } from '../../../shared/model/metrics.ts'
import type { Period } from '../calendar.ts'
import { changeUnits } from '../change-units.ts'
import { changesInPeriod } from '../lead-times.ts'
import { selectQuantiles } from '../pulls/select-quantiles.ts'
import type { Selection } from '../selection.ts'

type Columns = readonly [
  coding: string,
  pickup: string,
  review: string,
  deploy: string,
  count: number,
  odd: number,
  byTime: number,
]

/**
 * The medians of each stage over the pull requests whose deployment finished in the period; null without any. `beforeCoding` holds how long
 * issues were in progress before the first commit, where they were; null when the first commit starts the clock.
 */
export function stageMedians(
  db: Database,
  selection: Selection,
  { from, to }: Period,
  beforeCoding: Float64Array | null,
): LeadTimeStages | null {
  const unit = changeUnits(db, selection).find(each => each.unit === 'pull_request')
  if (!unit) return null
  const row = db
    .prepare<unknown[], Columns>(
      `select ${['coding_ms', 'pickup_ms', 'review_ms', 'deploy_ms'].map(known).join(', ')}, count(*), total(x.contradictory), total(x.by_time) ${changesInPeriod(unit)}`,
    )
    .raw()
    .get(unit.ids, from, to, ...unit.authors.parameters)
  if (!row || row[4] === 0) return null
  const [coding, pickup, review, deploy, pullRequests, contradictory, byTime] = row
  return {
    inProgress: beforeCoding && stage(beforeCoding),
    coding: stage(valuesOf(coding)),
    pickup: stage(valuesOf(pickup)),
    review: stage(valuesOf(review)),
    deploy: stage(valuesOf(deploy)),
    pullRequests,
    contradictory,
    byTime,
    byTimeBecause: byTime === 0 ? [] : db.prepare<[string], Reason>(reasons).pluck().all(unit.ids),
  }
}

type Reason = LeadTimeStages['byTimeBecause'][number]

/** Of the repositories that have anything told by time. */
const reasons = `
  select distinct case when r.history_problem is not null then r.history_problem
    when r.history = 'none' then 'not_wanted' else 'not_read' end as reason
  from repositories r where r.id in (select value from json_each(?)) and exists (
    select 1 from deployments d join pull_request_changes x on x.deployment_id = d.id
    where d.repository_id = r.id and x.by_time = 1) order by reason`

const known = (column: string) => `json_group_array(x.${column}) filter (where x.${column} is not null)`

const valuesOf = (json: string) => Float64Array.from<number>(JSON.parse(json))

function stage(values: Float64Array): LeadTimeStages['coding'] {
  const [medianMs = null, p85Ms = null] = selectQuantiles(values, [0.5, 0.85])
  return { medianMs, p85Ms, count: values.length }
}
