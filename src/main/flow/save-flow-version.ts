import type { Kysely } from 'kysely'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { describeChanges } from '../../shared/flow/describe-changes.ts'
import { isError, validateFlowConfig } from '../../shared/flow/validate-flow-config.ts'
import { FlowConfig } from '../../shared/model/flow.ts'
import type { FlowVersion } from '../../shared/model/flow-mapping.ts'
import { FlowVersionId } from '../../shared/model/ids.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { Database } from '../store/schema.ts'

export interface VersionToSave {
  readonly config: FlowConfig
  /** The newest version the author has seen; 0 for none. */
  readonly baseRevision: number
  readonly author: string
  /** Empty: made from what has changed. */
  readonly summary: string
  readonly savedAt: number
}

/** Makes a configuration the one in force. @throws WeirError `settings.invalid`, `settings.conflict`. */
export async function saveFlowVersion(db: Kysely<Database>, version: VersionToSave): Promise<FlowVersion> {
  refuseInvalid(version.config)
  const { config, baseRevision, author, savedAt } = version
  return writePatiently(db, async trx => {
    const newest = await trx
      .selectFrom('flow_versions')
      .select(['id', 'config'])
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if ((newest?.id ?? 0) !== baseRevision) throw outdated()
    const summary = version.summary || madeSummary(newest ? FlowConfig.parse(JSON.parse(newest.config)) : null, config)
    const { id } = await trx
      .insertInto('flow_versions')
      .values({ saved_at: savedAt, author, summary, config: JSON.stringify(config) })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { revision: FlowVersionId.parse(id), savedAt, author, summary }
  })
}

function refuseInvalid(config: FlowConfig): void {
  const errors = validateFlowConfig(config).filter(isError)
  const [first] = errors
  if (!first) return
  throw new WeirError('settings.invalid', {
    hint: errors.length === 1 ? first.message : `${first.message} There are ${errors.length - 1} more problems.`,
    fields: errors.map(({ path, message }) => ({ path, message })),
  })
}

const mostNamed = 3

function madeSummary(before: FlowConfig | null, after: FlowConfig): string {
  const changes = before ? describeChanges(before, after) : ['First flow mapping']
  if (changes.length === 0) return 'Nothing changed'
  const rest = changes.length - mostNamed
  return [...changes.slice(0, mostNamed), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ').slice(0, 500)
}

const outdated = () =>
  new WeirError('settings.conflict', {
    hint: 'The flow mapping has been saved by somebody else since you began. Look at what is in force now, then save again.',
  })
