import { type Flow, foldName } from '../../../shared/model/flow.ts'
import type { BackwardRule } from '../../../shared/model/flow-filter.ts'
import type { IssueDetail, StatusTime, StepTime } from '../../../shared/model/issue-detail.ts'
import type { FlagTime } from '../../flow/flag-times.ts'
import type { StatusEntry } from '../../flow/status-history.ts'
import { type FlowSnapshot, unmappedStep } from '../flow/flow-snapshot.ts'
import { type Measure, runningTime } from '../flow/running-time.ts'
import { isInProgress, workTimes } from '../flow/work-times.ts'
import type { NamedStatus } from './issue-history.ts'

interface History {
  readonly statuses: readonly StatusEntry<NamedStatus>[]
  readonly flagged: readonly FlagTime[]
}

interface TimelineBy {
  /** Null: no step has any status. */
  readonly flow: Flow | null
  readonly rule: BackwardRule
  /** The clock its steps and what is made of its work are told by. */
  readonly measure: Measure
  readonly now: number
}

/** The steps an issue has been in with the statuses in each, and what that makes of its work. */
export function issueTimeline(history: History, by: TimelineBy): Pick<IssueDetail, 'steps' | 'work'> {
  const steps = stepTimes(history.statuses, by)
  return { steps, work: workOf(steps, history.flagged, by) }
}

function stepTimes(statuses: History['statuses'], { flow, measure, now }: TimelineBy): StepTime[] {
  const span = (from: number, to: number | null) => ({ from, to, ms: Math.max(0, measure(from, to ?? now)) })
  const stepIds = new Map(flow?.mappings.map(({ status, stepId }) => [foldName(status), stepId]))
  const times = statuses.map(({ status, enteredAt }, i): StatusTime & { stepId: number } => ({
    stepId: stepIds.get(foldName(status.name)) ?? unmappedStep,
    name: status.label,
    category: status.category,
    ...span(enteredAt, statuses[i + 1]?.enteredAt ?? null),
  }))
  const groups: (typeof times)[] = []
  for (const time of times) {
    const last = groups.at(-1)
    if (last?.[0]?.stepId === time.stepId) last.push(time)
    else groups.push([time])
  }
  return groups.map((group): StepTime => {
    const from = group[0]?.from ?? 0
    const to = group.at(-1)?.to ?? null
    const step = flow?.steps.find(({ id }) => id === group[0]?.stepId) ?? null
    return { step, ...span(from, to), statuses: group.map(({ stepId: _, ...time }) => time) }
  })
}

function workOf(steps: readonly StepTime[], flagged: readonly FlagTime[], { flow, rule, measure, now }: TimelineBy) {
  const flaggedMs = flagged.reduce((sum, [from, to]) => sum + Math.max(0, measure(from, Math.min(to, now))), 0)
  const none = { startedAt: null, doneAt: null, cycleMs: null, leadMs: null, ageMs: null, flaggedMs }
  if (!flow) return none
  const snapshot = snapshotOfOne(steps, flow)
  const work = workTimes(snapshot, rule)
  const running = runningTime(snapshot, work, measure)
  const known = (at: number | undefined) => (at === undefined || at === Number.POSITIVE_INFINITY ? null : at)
  const doneAt = known(work.done[0])
  return {
    ...none,
    startedAt: known(work.started[0]),
    doneAt,
    cycleMs: doneAt === null ? null : running(0, doneAt),
    leadMs: doneAt === null ? null : measure(steps[0]?.from ?? doneAt, doneAt),
    ageMs: isInProgress(work, 0, now) ? running(0, now) : null,
  }
}

function snapshotOfOne(steps: readonly StepTime[], flow: Flow): FlowSnapshot {
  const none = new Int32Array(2)
  return {
    size: 1,
    ids: new Int32Array(1),
    connections: new Int32Array(1),
    projects: new Int32Array(1),
    types: new Int32Array(1),
    assignees: new Int32Array(1),
    flows: new Uint16Array(1),
    createdAt: Float64Array.of(steps[0]?.from ?? 0),
    offsets: Int32Array.of(0, steps.length),
    steps: Int32Array.from(steps, ({ step }) => step?.id ?? unmappedStep),
    enteredAt: Float64Array.from(steps, ({ from }) => from),
    flagOffsets: none,
    flaggedFrom: new Float64Array(),
    flaggedTo: new Float64Array(),
    labelOffsets: none,
    labels: none.subarray(0, 0),
    sprintOffsets: none,
    sprints: none.subarray(0, 0),
    flowsOf: [flow],
    typeNames: new Map(),
  }
}
