import type { ReadonlyKysely } from 'kysely/readonly'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { FlowConfig } from '../../shared/model/flow.ts'
import type { FlowVersion } from '../../shared/model/flow-mapping.ts'
import { FlowVersionId } from '../../shared/model/ids.ts'
import type { PageRequest } from '../../shared/model/metrics.ts'
import type { Database } from '../store/schema.ts'

type Reader = ReadonlyKysely<Database>

/** One page of the saved versions, newest first. */
export async function listFlowVersions(
  db: Reader,
  { offset, limit }: PageRequest,
): Promise<{ rows: FlowVersion[]; total: number }> {
  const [rows, { total }] = await Promise.all([
    db.selectFrom('flow_versions').select(traits).orderBy('id', 'desc').limit(limit).offset(offset).execute(),
    db
      .selectFrom('flow_versions')
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map(versionOf), total }
}

/** A version with its configuration; null is the one in force. @throws WeirError `rpc.not_found`. */
export async function getFlowVersion(
  db: Reader,
  revision: FlowVersionId | null,
): Promise<{ version: FlowVersion; config: FlowConfig }> {
  const all = db.selectFrom('flow_versions').select([...traits, 'config'])
  const wanted = revision === null ? all.orderBy('id', 'desc').limit(1) : all.where('id', '=', revision)
  const row = await wanted.executeTakeFirst()
  if (row) return { version: versionOf(row), config: FlowConfig.parse(JSON.parse(row.config)) }
  throw new WeirError('rpc.not_found', {
    hint:
      revision === null
        ? 'There is no flow mapping yet. Weir makes one once the first issues are synced.'
        : 'There is no such version of the flow mapping.',
  })
}

const traits = ['id', 'saved_at', 'author', 'summary'] as const

const versionOf = (row: {
  readonly id: number
  readonly saved_at: number
  readonly author: string | null
  readonly summary: string
}): FlowVersion => ({
  revision: FlowVersionId.parse(row.id),
  savedAt: row.saved_at,
  author: row.author,
  summary: row.summary,
})
