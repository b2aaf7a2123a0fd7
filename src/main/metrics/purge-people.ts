import type { Database } from 'better-sqlite3'

const rowsPerTransaction = 2_000
const tries = 5

/**
 * Deletes people nobody refers to. False when that has to wait: a running job may be about to refer to anyone, and each batch
 * makes sure that nothing was written since the look for them.
 */
export async function purgePeople(db: Database): Promise<boolean> {
  for (let attempt = 0; attempt < tries; attempt++) {
    if (removeUnreferenced(db)) return true
  }
  return false
}

function removeUnreferenced(db: Database): boolean {
  const version = dataVersion(db)
  const ids = db.prepare<[], number>(unreferenced).pluck().all()
  const remove = db.prepare<[string]>('delete from people where id in (select value from json_each(?))')
  const safe = () => dataVersion(db) === version && !db.prepare(runningJob).get()
  for (let begin = 0; begin < ids.length; begin += rowsPerTransaction) {
    const batch = JSON.stringify(ids.slice(begin, begin + rowsPerTransaction))
    const removed = db.transaction(() => safe() && remove.run(batch).changes > 0).immediate()
    if (!removed) return false
  }
  return true
}

/** Changes when another connection has written. */
const dataVersion = (db: Database) => db.pragma('data_version', { simple: true })

const runningJob = `select 1 from jobs where state = 'RUNNING'`

const unreferenced = `
  select id from people
  except select author_id from commits
  except select committer_id from commits
  except select tagger_id from tags
  except select author_id from pull_request_commits`
