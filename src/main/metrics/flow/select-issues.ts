import { foldName } from '../../../shared/model/flow.ts'
import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import type { FlowSnapshot } from './flow-snapshot.ts'

/** Whose issues count: those of these projects, and those assigned to these accounts. */
export interface TeamScope {
  readonly projects: ReadonlySet<number>
  readonly accounts: ReadonlySet<number>
}

/** Which issues of a snapshot a filter lets through, whatever its period: their places, rising. None for a flow there is not. */
export function selectIssues(
  snapshot: FlowSnapshot,
  filter: Pick<FlowFilter, 'flowId' | 'projectIds' | 'issueTypes' | 'sprintIds' | 'labelIds'>,
  team: TeamScope | null = null,
): Int32Array {
  const flow = filter.flowId === null ? 0 : snapshot.flowsOf.findIndex(({ id }) => id === filter.flowId)
  const projects = setOf(filter.projectIds)
  const types = typesNamed(snapshot, filter.issueTypes)
  const sprints = setOf(filter.sprintIds)
  const labels = setOf(filter.labelIds)
  const selected = new Int32Array(snapshot.size)
  let size = 0
  for (let i = 0; i < snapshot.size; i++) {
    if (snapshot.flows[i] !== flow) continue
    if (projects && !projects.has(snapshot.projects[i] ?? 0)) continue
    if (types && !types.has(snapshot.types[i] ?? 0)) continue
    if (team && !team.projects.has(snapshot.projects[i] ?? 0) && !team.accounts.has(snapshot.assignees[i] ?? 0))
      continue
    if (sprints && !hasOneOf(snapshot.sprintOffsets, snapshot.sprints, i, sprints)) continue
    if (labels && !hasOneOf(snapshot.labelOffsets, snapshot.labels, i, labels)) continue
    selected[size++] = i
  }
  return selected.subarray(0, size)
}

const setOf = (ids: readonly number[] | null): ReadonlySet<number> | null => (ids === null ? null : new Set(ids))

function typesNamed({ typeNames }: FlowSnapshot, names: readonly string[] | null): ReadonlySet<number> | null {
  if (names === null) return null
  const wanted = new Set(names.map(foldName))
  return new Set([...typeNames].filter(([, name]) => wanted.has(name)).map(([id]) => id))
}

function hasOneOf(offsets: Int32Array, values: Int32Array, i: number, wanted: ReadonlySet<number>): boolean {
  const end = offsets[i + 1] ?? 0
  for (let k = offsets[i] ?? 0; k < end; k++) if (wanted.has(values[k] ?? 0)) return true
  return false
}
