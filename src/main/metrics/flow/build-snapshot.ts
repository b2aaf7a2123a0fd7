import { type FlowConfig, foldName } from '../../../shared/model/flow.ts'
import type { Catalogue } from './catalogue.ts'
import { type FlowSnapshot, unmappedStep } from './flow-snapshot.ts'
import type { IssueColumns } from './issue-columns.ts'

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

  const flags = pick(columns.offsets.flags, rows.issues)
  const labels = pick(columns.offsets.labels, rows.issues)
  const sprints = pick(columns.offsets.sprints, rows.issues)
  return {
    size,
    ids: gather(columns.ids, rows.issues),
    connections: gather(columns.connections, rows.issues),
    projects: gather(columns.projects, rows.issues),
    types: gather(columns.types, rows.issues),
    assignees: gather(columns.assignees, rows.issues),
    flows: rows.flows,
    createdAt: gather(columns.createdAt, rows.issues),
    offsets,
    steps: steps.subarray(0, filled),
    enteredAt: enteredAt.subarray(0, filled),
    flagOffsets: flags.offsets,
    flaggedFrom: gather(columns.flaggedFrom, flags.places),
    flaggedTo: gather(columns.flaggedTo, flags.places),
    labelOffsets: labels.offsets,
    labels: gather(columns.labels, labels.places),
    sprintOffsets: sprints.offsets,
    sprints: gather(columns.sprints, sprints.places),
    flowsOf: config.flows,
    typeNames: catalogue.typeNames,
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
