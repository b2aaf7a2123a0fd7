import type { Flow } from '../../../../shared/model/flow.ts'
import { FlowId, FlowStepId } from '../../../../shared/model/ids.ts'
import type { FlowSnapshot } from '../flow-snapshot.ts'

export const hour = 3_600_000
export const day = 24 * hour
/** Monday, 2 March 2026, 00:00 UTC: the day 0 of `on`. */
export const monday = Date.parse('2026-03-02T00:00Z')
/** The instant so many days after that Monday. */
export const on = (days: number): number => monday + days * day

export const backlog = 1
export const develop = 2
export const review = 3
export const test = 4
export const done = 5
export const unmapped = 0

const step = (id: number, name: string, category: 'todo' | 'in_progress' | 'done', wait = false) =>
  ({ id: FlowStepId.parse(id), name, category, wait, color: 'blue' }) as const

/** Backlog → Develop → Review (waits) → Test → Done. */
export const flow: Flow = {
  id: FlowId.parse(1),
  name: 'Delivery',
  steps: [
    step(backlog, 'Backlog', 'todo'),
    step(develop, 'Develop', 'in_progress'),
    step(review, 'Review', 'in_progress', true),
    step(test, 'Test', 'in_progress'),
    step(done, 'Done', 'done'),
  ],
  mappings: [],
}

/** An issue's way: `[step, when it was entered]`, oldest first; the first is its creation. */
export type Way = readonly (readonly [step: number, at: number])[]

export interface TestIssue {
  readonly way: Way
  readonly flagged?: readonly (readonly [from: number, to: number])[]
}

/** A snapshot of issues 101, 102, … on their ways. */
export function snapshotOf(issues: readonly (Way | TestIssue)[], flowsOf: readonly Flow[] = [flow]): FlowSnapshot {
  const all = issues.map(issue => ('way' in issue ? issue : { way: issue }))
  const entries = all.flatMap(({ way }) => way)
  const flags = all.flatMap(({ flagged = [] }) => flagged)
  const offsets = (lengths: readonly number[]) => {
    let sum = 0
    return Int32Array.from([0, ...lengths.map(length => (sum += length))])
  }
  return {
    size: all.length,
    ids: Int32Array.from(all, (_, i) => 101 + i),
    connections: new Int32Array(all.length).fill(1),
    projects: new Int32Array(all.length).fill(1),
    types: new Int32Array(all.length).fill(1),
    assignees: new Int32Array(all.length),
    flows: new Uint16Array(all.length),
    createdAt: Float64Array.from(all, ({ way }) => way[0]?.[1] ?? 0),
    offsets: offsets(all.map(({ way }) => way.length)),
    steps: Int32Array.from(entries, ([id]) => id),
    enteredAt: Float64Array.from(entries, ([, at]) => at),
    flagOffsets: offsets(all.map(({ flagged = [] }) => flagged.length)),
    flaggedFrom: Float64Array.from(flags, ([from]) => from),
    flaggedTo: Float64Array.from(flags, ([, to]) => to),
    labelOffsets: new Int32Array(all.length + 1),
    labels: new Int32Array(),
    sprintOffsets: new Int32Array(all.length + 1),
    sprints: new Int32Array(),
    flowsOf,
    typeNames: new Map([[1, 'story']]),
  }
}

/** All of a snapshot's issues. */
export const everyIssue = ({ size }: FlowSnapshot): Int32Array => Int32Array.from({ length: size }, (_, i) => i)
