import type { FlowSnapshot } from './flow-snapshot.ts'
import type { WorkTimes } from './work-times.ts'

/** A snapshot with the work times that follow from it. */
export interface Outcome {
  readonly snapshot: FlowSnapshot
  readonly work: WorkTimes
}

/** An issue whose flow, steps, start or end differ: its places in the two snapshots, null where it is in no flow. */
export interface AffectedIssue {
  readonly id: number
  readonly before: number | null
  readonly after: number | null
}

/** The issues two configurations read differently, by id. */
export function affectedIssues(before: Outcome, after: Outcome): AffectedIssue[] {
  const affected: AffectedIssue[] = []
  const [old, next] = [before.snapshot.ids, after.snapshot.ids]
  for (let b = 0, a = 0; b < old.length || a < next.length; ) {
    const oldId = old[b] ?? Number.POSITIVE_INFINITY
    const nextId = next[a] ?? Number.POSITIVE_INFINITY
    if (oldId < nextId) affected.push({ id: oldId, before: b++, after: null })
    else if (nextId < oldId) affected.push({ id: nextId, before: null, after: a++ })
    else {
      if (!reads(before, b, after, a)) affected.push({ id: oldId, before: b, after: a })
      b++
      a++
    }
  }
  return affected
}

/** Whether both read an issue the same way. */
function reads(before: Outcome, b: number, after: Outcome, a: number): boolean {
  if (flowId(before, b) !== flowId(after, a)) return false
  if (before.work.started[b] !== after.work.started[a] || before.work.done[b] !== after.work.done[a]) return false
  const [old, next] = [before.snapshot, after.snapshot]
  const begin = old.offsets[b] ?? 0
  const nextBegin = next.offsets[a] ?? 0
  const length = (old.offsets[b + 1] ?? 0) - begin
  if (length !== (next.offsets[a + 1] ?? 0) - nextBegin) return false
  for (let k = 0; k < length; k++) {
    if (old.steps[begin + k] !== next.steps[nextBegin + k]) return false
    if (old.enteredAt[begin + k] !== next.enteredAt[nextBegin + k]) return false
  }
  return true
}

const flowId = ({ snapshot }: Outcome, place: number) => snapshot.flowsOf[snapshot.flows[place] ?? 0]?.id
