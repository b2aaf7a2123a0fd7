import { type Kysely, sql } from 'kysely'

/** The index by deployment holds the stages too: their medians are read from it alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop index pull_request_changes_by_deployment').execute(db)
  await sql
    .raw(
      `create index pull_request_changes_by_deployment on pull_request_changes
       (deployment_id, lead_time_ms, coding_ms, pickup_ms, review_ms, deploy_ms, contradictory, by_time)`,
    )
    .execute(db)
}
