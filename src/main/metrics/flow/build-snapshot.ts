import { type FlowConfig, foldName } from '../../../shared/model/flow.ts'
import type { Catalogue } from './catalogue.ts'
import { type FlowSnapshot, unmappedStep } from './flow-snapshot.ts'
import type { IssueColumns } from './issue-columns.ts'
import { once } from './once.ts'

/** The issues that count under a configuration, with the steps they have been in. */
export function buildFlowSnapshot(columns: IssueColumns, catalogue: Catalogue, config: FlowConfig): FlowSnapshot {
  const rows = countingRows(columns, catalogue, config)
  const size = rows.issues.length
  const stepTables = config.flows.map(flow => stepTable(flow, catalogue))
  const { statuses, statusAt } = columns
  const statusOffsets = columns.offsets.statuses

  const offsets = new Int32Array(size + 1)
  const steps = new Int32Array(statuses.length)
  const enteredAt = new Float64Array(statuses.length)
  let filled = 0
  for (let i = 0; i < size; i++) {
    const row = rows.issues[i] ?? 0
    const table = stepTables[rows.flows[i] ?? 0]
    const end = statusOffsets[row + 1] ?? 0
    let last = -1
    for (let k = statusOffsets[row] ?? 0; k < end; k++) {
      const step = table?.[statuses[k] ?? 0] ?? unmappedStep
      if (step === last) continue
      last = step
      steps[filled] = step
      enteredAt[filled] = statusAt[k] ?? 0
      filled++
    }
    offsets[i + 1] = filled
  }

  const places = rows.issues
  const lists = {
    flags: once(() => pick(columns.offsets.flags, places)),
    labels: once(() => pick(columns.offsets.labels, places)),
    sprints: once(() => pick(columns.offsets.sprints, places)),
  }
  const connections = once(() => gather(columns.connections, places))
  const projects = once(() => gather(columns.projects, places))
  const createdAt = once(() => gather(columns.createdAt, places))
  const flaggedFrom = once(() => gather(columns.flaggedFrom, lists.flags().places))
  const flaggedTo = once(() => gather(columns.flaggedTo, lists.flags().places))
  const labels = once(() => gather(columns.labels, lists.labels().places))
  const sprints = once(() => gather(columns.sprints, lists.sprints().places))
  return {
    size,
    ids: gather(columns.ids, places),
    types: gather(columns.types, places),
    assignees: gather(columns.assignees, places),
    flows: rows.flows,
    offsets,
    steps: steps.subarray(0, filled),
    enteredAt: enteredAt.subarray(0, filled),
    flowsOf: config.flows,
    typeNames: catalogue.typeNames,
    get connections() {
      return connections()
    },
    get projects() {
      return projects()
    },
    get createdAt() {
      return createdAt()
    },
    get flagOffsets() {
      return lists.flags().offsets
    },
    get flaggedFrom() {
      return flaggedFrom()
    },
    get flaggedTo() {
      return flaggedTo()
    },
    get labelOffsets() {
      return lists.labels().offsets
    },
    get labels() {
      return labels()
    },
    get sprintOffsets() {
      return lists.sprints().offsets
    },
    get sprints() {
      return sprints()
    },
  }
}

/** Which rows count, and the flow of each as its place in the configuration. */
function countingRows(
  columns: IssueColumns,
  { typeNames, activeSources, inactiveAccounts }: Catalogue,
  config: FlowConfig,
) {
  const flowOfName = new Map(
    config.issueTypes.map(({ issueType, flowId }) => [
      foldName(issueType),
      config.flows.findIndex(({ id }) => id === flowId),
    ]),
  )
  const flowOfType = new Map([...typeNames].map(([id, name]) => [id, flowOfName.get(name) ?? -1]))
  const { types, sources, assignees } = columns
  const offsets = columns.offsets.sources
  const issues = new Int32Array(columns.size)
  const flows = new Uint16Array(columns.size)
  let size = 0
  for (let row = 0; row < columns.size; row++) {
    const flow = flowOfType.get(types[row] ?? 0) ?? -1
    if (flow < 0 || inactiveAccounts.has(assignees[row] ?? 0)) continue
    const end = offsets[row + 1] ?? 0
    for (let k = offsets[row] ?? 0; k < end; k++) {
      if (!activeSources.has(sources[k] ?? 0)) continue
      issues[size] = row
      flows[size] = flow
      size++
      break
    }
  }
  return { issues: issues.slice(0, size), flows: flows.slice(0, size) }
}

/** The step of each status in a flow, by the status's row id. */
function stepTable({ steps, mappings }: FlowConfig['flows'][number], { statusNames }: Catalogue): Int32Array {
  const known = new Set(steps.map(({ id }) => id))
  const byName = new Map(
    mappings.filter(({ stepId }) => known.has(stepId)).map(({ status, stepId }) => [foldName(status), stepId]),
  )
  const highest = [...statusNames.keys()].reduce((max, id) => Math.max(max, id), 0)
  const table = new Int32Array(highest + 1).fill(unmappedStep)
  for (const [id, name] of statusNames) table[id] = byName.get(name) ?? unmappedStep
  return table
}

/** Offsets of the lists of some rows, and where their values are among all. */
function pick(all: Int32Array, rows: Int32Array) {
  const offsets = new Int32Array(rows.length + 1)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    offsets[i + 1] = (offsets[i] ?? 0) + (all[row + 1] ?? 0) - (all[row] ?? 0)
  }
  const places = new Int32Array(offsets[rows.length] ?? 0)
  let filled = 0
  for (const row of rows) {
    const end = all[row + 1] ?? 0
    for (let k = all[row] ?? 0; k < end; k++) places[filled++] = k
  }
  return { offsets, places }
}

function gather<Column extends Int32Array | Float64Array>(column: Column, places: Int32Array): Column {
  const result = (
    column instanceof Int32Array ? new Int32Array(places.length) : new Float64Array(places.length)
  ) as Column
  for (let i = 0; i < places.length; i++) result[i] = column[places[i] ?? 0] ?? 0
  return result
}
