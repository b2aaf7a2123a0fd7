import { type Kysely, sql } from 'kysely'

/** What a pull request was merged as says what other commits are: where it was another, the past of its repository has changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create trigger pull_requests_tell after update of merge_commit_sha on pull_requests
       when old.merge_commit_sha is not null and old.merge_commit_sha is not new.merge_commit_sha begin
         update repositories set changed_seq = changed_seq + 1 where id in (
           select r.id from hosted_repositories h join repositories r on r.origin = h.location or r.data_source_id = h.data_source_id
           where h.data_source_id = new.data_source_id);
       end`,
    )
    .execute(db)
}
