import type { Database } from 'better-sqlite3'
import type { LeadTimeStages } from '../../../shared/model/metrics.ts'
import type { Period } from '../calendar.ts'
import { changeUnits } from '../change-units.ts'
import { changesInPeriod } from '../lead-times.ts'
import { quantile } from '../quantile.ts'
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

/** The medians of each stage over the pull requests whose deployment finished in the period; null without any. */
export function stageMedians(db: Database, selection: Selection, { from, to }: Period): LeadTimeStages | null {
  const unit = changeUnits(db, selection).find(each => each.unit === 'pull_request')
  if (!unit) return null
  const row = db
    .prepare<unknown[], Columns>(
      `select json_group_array(x.coding_ms), json_group_array(x.pickup_ms), json_group_array(x.review_ms), json_group_array(x.deploy_ms),
         count(*), total(x.contradictory), total(x.by_time) ${changesInPeriod(unit)}`,
    )
    .raw()
    .get(unit.ids, from, to, ...unit.authors.parameters)
  if (!row || row[4] === 0) return null
  const [coding, pickup, review, deploy, pullRequests, contradictory, byTime] = row
  return {
    coding: stage(coding),
    pickup: stage(pickup),
    review: stage(review),
    deploy: stage(deploy),
    pullRequests,
    contradictory,
    byTime,
  }
}

function stage(json: string): LeadTimeStages['coding'] {
  const all: readonly (number | null)[] = JSON.parse(json)
  const known = Float64Array.from(all.filter(ms => ms !== null)).sort()
  return { medianMs: quantile(known, 0.5), p85Ms: quantile(known, 0.85), count: known.length }
}
