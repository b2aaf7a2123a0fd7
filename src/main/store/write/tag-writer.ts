import type { Database } from 'better-sqlite3'
import type { TagEntity } from '../../../shared/model/entities.ts'
import type { CommitIds } from './commit-ids.ts'
import type { PeopleWriter } from './people-writer.ts'
import { shaBlob } from './sha.ts'

export interface RefOutcome {
  readonly written: boolean
  /** False when the ref's commit has no row. */
  readonly resolved: boolean
}

/** Writes tags. A tag whose commit has no row is stored without one and reported as not resolved. */
export function createTagWriter(
  db: Database,
  repositoryId: number,
  { ids, people }: { readonly ids: CommitIds; readonly people: PeopleWriter },
): (tag: TagEntity) => RefOutcome {
  const upsert = db.prepare<(number | string | null)[]>(
    `insert into tags (repository_id, name, commit_id, annotated, tagged_at, tagger_id)
     values (?, ?, ?, ?, ?, ?)
     on conflict (repository_id, name) do update set commit_id = excluded.commit_id, annotated = excluded.annotated,
       tagged_at = excluded.tagged_at, tagger_id = excluded.tagger_id, active = 1
     where active = 0 or commit_id is not excluded.commit_id or annotated <> excluded.annotated
       or tagged_at is not excluded.tagged_at or tagger_id is not excluded.tagger_id`,
  )
  return tag => {
    if (tag.commitSha !== null) shaBlob(tag.commitSha)
    const commitId = tag.commitSha === null ? null : ids.find(tag.commitSha)
    const taggerId = tag.tagger === null ? null : people.idOf(tag.tagger, tag.taggedAt ?? 0)
    const { changes } = upsert.run(repositoryId, tag.name, commitId, tag.annotated ? 1 : 0, tag.taggedAt, taggerId)
    return { written: changes > 0, resolved: tag.commitSha === null || commitId !== null }
  }
}
