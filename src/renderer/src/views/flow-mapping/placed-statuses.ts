import { type Flow, type FlowConfig, foldName } from '../../../../shared/model/flow.ts'
import type { KnownStatus, TrackerCategory } from '../../../../shared/model/flow-mapping.ts'
import type { FlowStepId } from '../../../../shared/model/ids.ts'

/** A status as one flow shows it: its numbers are of the issues of that flow. */
export interface PlacedStatus {
  readonly key: string
  readonly name: string
  readonly category: TrackerCategory
  readonly connections: readonly string[]
  readonly historyOnly: boolean
  readonly unlisted: number
  /** Named by the configuration, but in no tracker and no history. */
  readonly unheardOf: boolean
  readonly now: number
  readonly ever: number
  /** Listed by a tracker and mapped, but no issue of this flow was ever in it. */
  readonly unused: boolean
  /** Null: not mapped. */
  readonly stepId: FlowStepId | null
}

/**
 * The statuses of a flow: those issues of its types ever were in, and those it maps. A flow no type uses shows all of them. The
 * busiest first.
 */
export function placedStatuses(config: FlowConfig, flow: Flow, known: readonly KnownStatus[]): PlacedStatus[] {
  const types = new Set(
    config.issueTypes.filter(type => type.flowId === flow.id).map(({ issueType }) => foldName(issueType)),
  )
  const steps = new Map(flow.mappings.map(mapping => [foldName(mapping.status), mapping.stepId]))
  const heardOf = new Set(known.map(status => foldName(status.name)))
  const placed = known.map(({ uses, ...status }) => {
    const key = foldName(status.name)
    const own = uses.filter(use => types.has(foldName(use.issueType)))
    return {
      key,
      name: status.name,
      category: status.category,
      connections: status.connections,
      historyOnly: status.historyOnly,
      unlisted: status.unlisted,
      unheardOf: false,
      now: own.reduce((sum, use) => sum + use.now, 0),
      ever: own.reduce((sum, use) => sum + use.ever, 0),
      stepId: steps.get(key) ?? null,
    }
  })
  const unheardOf = flow.mappings
    .filter(mapping => !heardOf.has(foldName(mapping.status)))
    .map(({ status, stepId }) => ({ ...nowhere, key: foldName(status), name: status, stepId }))
  return [...placed, ...unheardOf]
    .filter(status => status.stepId !== null || status.ever > 0 || types.size === 0)
    .map(status => ({ ...status, unused: status.ever === 0 && !status.unheardOf && types.size > 0 }))
    .sort((a, b) => b.ever - a.ever || a.name.localeCompare(b.name))
}

const nowhere = {
  category: 'unknown',
  connections: [],
  historyOnly: false,
  unlisted: 0,
  unheardOf: true,
  now: 0,
  ever: 0,
} as const
