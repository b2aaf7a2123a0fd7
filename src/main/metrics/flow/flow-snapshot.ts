import type { Flow } from '../../../shared/model/flow.ts'

/** The step of a status no step of the flow is mapped to. */
export const unmappedStep = 0

/**
 * The issues that count, as columns in the order of their ids: one of their data sources is active in an enabled connection, and
 * their type is mapped to a flow, and they are not assigned to somebody inactive. All of it is of one moment and one version of the flow configuration.
 */
export interface FlowSnapshot {
  readonly size: number
  /** Row ids: of the issue, of what it belongs to, of the assigned account (0 for none). */
  readonly ids: Int32Array
  readonly connections: Int32Array
  readonly projects: Int32Array
  readonly types: Int32Array
  readonly assignees: Int32Array
  /** Index into `flowsOf`. */
  readonly flows: Uint16Array
  readonly createdAt: Float64Array

  /** Of `size` + 1: the step entries of issue i are at `offsets[i]` to `offsets[i + 1] - 1`. Each has one at least. */
  readonly offsets: Int32Array
  /** `FlowStepId`s, or `unmappedStep`; two in a row differ. */
  readonly steps: Int32Array
  /** Rising within an issue, the first is its creation. A step is left when the next is entered; the last is open. */
  readonly enteredAt: Float64Array

  /** Of `size` + 1, as `offsets`. */
  readonly flagOffsets: Int32Array
  /** Half-open times an issue was flagged; `Infinity` ends the one that lasts. */
  readonly flaggedFrom: Float64Array
  readonly flaggedTo: Float64Array

  readonly labelOffsets: Int32Array
  readonly labels: Int32Array
  readonly sprintOffsets: Int32Array
  readonly sprints: Int32Array

  /** The flows of the configuration in force, in its order. */
  readonly flowsOf: readonly Flow[]
  /** The issue types' names by row id, as `foldName` makes them. */
  readonly typeNames: ReadonlyMap<number, string>
}
