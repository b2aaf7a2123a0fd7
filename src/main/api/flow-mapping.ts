import type { TableName } from '../../shared/contract/events.ts'
import { adoptIds } from '../../shared/flow/adopt-ids.ts'
import { readFlowDocument, writeFlowDocument } from '../../shared/flow/flow-document.ts'
import { validateFlowConfig } from '../../shared/flow/validate-flow-config.ts'
import { getFlowVersion, listFlowVersions } from '../flow/flow-version-list.ts'
import { saveFlowVersion, type VersionToSave } from '../flow/save-flow-version.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import type { Clock } from '../ports.ts'
import type { Store } from '../store/open.ts'
import type { HandlersOf } from './dispatch.ts'

export interface FlowMappingParts {
  readonly store: Pick<Store, 'db' | 'readonly'>
  readonly queries: QueryThread
  readonly clock: Clock
  /** Who saves, as the versions name them. */
  readonly author: () => string
  readonly onChanged: (tables: readonly TableName[]) => void
}

type FlowMappingMethods =
  | 'flow.get'
  | 'flow.preview'
  | 'flow.save'
  | 'flow.versions'
  | 'flow.version'
  | 'flow.restore'
  | 'flow.export'
  | 'flow.import'

export function flowMappingHandlers(parts: FlowMappingParts): HandlersOf<FlowMappingMethods> {
  const { store, queries, clock, author, onChanged } = parts
  const save = async (version: Pick<VersionToSave, 'config' | 'baseRevision' | 'summary'>) => {
    const saved = await saveFlowVersion(store.db, { ...version, author: author(), savedAt: clock.now() })
    onChanged(['flow_versions', 'flow_facts'])
    return saved
  }
  return {
    'flow.get': (_, { signal }) => queries.run('flowMapping', undefined, signal),
    'flow.preview': ({ config }, { signal }) => queries.run('flowImpact', { config, now: clock.now() }, signal),
    'flow.save': save,
    'flow.versions': page => listFlowVersions(store.readonly, page),
    'flow.version': ({ revision }) => getFlowVersion(store.readonly, revision),
    async 'flow.restore'({ revision, baseRevision }) {
      const { config, version } = await getFlowVersion(store.readonly, revision)
      const summary = `Restored version ${revision}: ${version.summary}`.slice(0, 500)
      return save({ config, baseRevision, summary })
    },
    async 'flow.export'({ revision }) {
      const { config, version } = await getFlowVersion(store.readonly, revision)
      return { fileName: `weir-flow-${version.revision}.json`, text: writeFlowDocument(config) }
    },
    async 'flow.import'({ text }, { signal }) {
      const foreign = readFlowDocument(text)
      const { inForce, nextFlowId, nextStepId, statuses, issueTypes } = await queries.run(
        'flowMapping',
        undefined,
        signal,
      )
      const own = inForce?.config ?? { flows: [], issueTypes: [] }
      const config = adoptIds(foreign, own, { nextFlowId, nextStepId })
      const known = { statuses: statuses.map(({ name }) => name), issueTypes: issueTypes.map(({ name }) => name) }
      return { config, problems: validateFlowConfig(config, known) }
    },
  }
}
