import type { Database } from 'better-sqlite3'
import type { LeadTimeStages } from '../../../shared/model/metrics.ts'
import type { Period } from '../calendar.ts'
import { changeUnits } from '../change-units.ts'
import { columnReader, knownOf } from '../kept-columns.ts'
import { changesFrom } from '../lead-times.ts'
import { selectQuantiles } from '../pulls/select-quantiles.ts'
import type { Selection } from '../selection.ts'

/**
 * The medians of each stage over the pull requests whose deployment finished in the period; null without any. `beforeCoding` holds how long
 * issues were in progress before the first commit, where they were; null when the first commit starts the clock.
 */
export function stageMedians(
  db: Database,
  selection: Selection,
  period: Period,
  beforeCoding: Float64Array | null,
): LeadTimeStages | null {
  const unit = changeUnits(db, selection).find(each => each.unit === 'pull_request')
  if (!unit) return null
  const read = columnReader(db, {
    columns: [
      'd.finished_at',
      'x.coding_ms',
      'x.pickup_ms',
      'x.review_ms',
      'x.deploy_ms',
      'x.contradictory',
      'x.by_time',
    ],
    ...changesFrom(unit),
  })
  const [finishes = none, coding = none, pickup = none, review = none, deploy = none, odd = none, told = none] =
    read(period)
  if (finishes.length === 0) return null
  const byTime = sum(told)
  return {
    inProgress: beforeCoding && stage(beforeCoding),
    coding: stage(knownOf(coding)),
    pickup: stage(knownOf(pickup)),
    review: stage(knownOf(review)),
    deploy: stage(knownOf(deploy)),
    pullRequests: finishes.length,
    contradictory: sum(odd),
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

const none = new Float64Array()
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

function stage(values: Float64Array): LeadTimeStages['coding'] {
  const [medianMs = null, p85Ms = null] = selectQuantiles(values, [0.5, 0.85])
  return { medianMs, p85Ms, count: values.length }
}
