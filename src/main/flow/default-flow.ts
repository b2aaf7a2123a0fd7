import {
  type Flow,
  type FlowConfig,
  type FlowStep,
  foldName,
  type StepCategory,
  type StepColor,
} from '../../shared/model/flow.ts'
import { FlowId, FlowStepId } from '../../shared/model/ids.ts'
import type { StatusCategory } from '../../shared/model/issue-entities.ts'

/** A status by name: of several with one name the most used counts. */
export interface UsedStatus {
  readonly name: string
  readonly category: StatusCategory
  /** How many issues are in it now. */
  readonly issues: number
}

export interface UsedBoard {
  /** In order, with the names of their statuses. */
  readonly columns: readonly { readonly name: string; readonly statuses: readonly string[] }[]
}

export interface UsedIssueType {
  readonly name: string
  readonly level: number
}

export interface DefaultInputs {
  readonly statuses: readonly UsedStatus[]
  /** The one with the most issues first. */
  readonly boards: readonly UsedBoard[]
  readonly issueTypes: readonly UsedIssueType[]
}

interface DraftStep {
  readonly name: string
  readonly statuses: string[]
}
type StepDraft = Omit<FlowStep, 'id' | 'color'> & { readonly statuses: readonly string[] }

/**
 * A flow made of what a tracker shows: its steps are the columns of the boards, or one for each category where there are no boards. A
 * status on no board goes by its category; one of which no category is known (known from histories alone) stays unmapped. Ordinary
 * issues go through it; epics and sub-tasks are left out. Steps keep the ids they had in `before`.
 */
export function defaultFlow(inputs: DefaultInputs, before: FlowConfig | null): FlowConfig {
  const categories = new Map(inputs.statuses.map(({ name, category }) => [foldName(name), category]))
  const steps = withEveryCategory(classified(columnsOf(inputs.boards, inputs.statuses), categories))
  const placed = new Set(steps.flatMap(step => step.statuses.map(foldName)))
  const rest = inputs.statuses.filter(({ name }) => !placed.has(foldName(name)))
  const complete = steps.map(step => ({
    ...step,
    statuses: [
      ...step.statuses,
      ...rest.filter(({ category }) => homeOf(category, steps) === step).map(({ name }) => name),
    ],
  }))
  const flow = flowOf(complete, before)
  return { flows: [flow], issueTypes: issueTypesOf(inputs.issueTypes, flow.id) }
}

/** The columns of the first board, and of the others those that hold statuses no board before them has. */
function columnsOf(boards: readonly UsedBoard[], statuses: readonly UsedStatus[]): readonly DraftStep[] {
  const used = new Set(statuses.filter(({ issues }) => issues > 0).map(({ name }) => foldName(name)))
  const steps: DraftStep[] = []
  const placed = new Set<string>()
  const placeOf = (name: string) => steps.findIndex(step => foldName(step.name) === foldName(name))
  for (const [rank, { columns }] of boards.entries()) {
    const next = columns.map(({ name }) => placeOf(name)).find(place => place >= 0) ?? steps.length
    let after = next - 1
    for (const column of columns) {
      const fresh = distinct(column.statuses).filter(name => !placed.has(foldName(name)))
      const there = placeOf(column.name)
      if (there >= 0) {
        steps[there]?.statuses.push(...fresh)
        after = there
      } else if (fresh.length > 0 && (rank === 0 || fresh.some(name => used.has(foldName(name))))) {
        after++
        steps.splice(after, 0, { name: column.name, statuses: fresh })
      } else continue
      for (const name of fresh) placed.add(foldName(name))
    }
  }
  return steps
}

/** The first of equal names. */
const distinct = (names: readonly string[]) =>
  [...new Map(names.toReversed().map(name => [foldName(name), name])).values()].reverse()

const speaksOfWaiting =
  /\b(ready|wait(ing)?|awaiting|blocked|on hold|hold|pending|queue[ds]?|to be|backlog|selected for|stalled|parked)\b/i

/** To-do columns come first, done ones last; what is in between is work, even where the tracker calls it to do: there it waits. */
function classified(
  columns: readonly DraftStep[],
  categories: ReadonlyMap<string, StatusCategory>,
): readonly StepDraft[] {
  const kinds = columns.map(
    ({ statuses }) => new Set(statuses.map(name => categories.get(foldName(name)) ?? 'unknown')),
  )
  const only = (kind: StatusCategory) => (set: Set<StatusCategory>) => set.size === 1 && set.has(kind)
  const firstWork = kinds.findIndex(set => !only('todo')(set) && !only('unknown')(set))
  const someDone = [...categories.values()].includes('done')
  const lastOpen = someDone ? kinds.findLastIndex(set => !set.has('done')) : columns.length - 2
  return columns.map(({ name, statuses }, i) => {
    const set = kinds[i] ?? new Set()
    const category: StepCategory =
      i > lastOpen || only('done')(set) ? 'done' : firstWork < 0 || i < firstWork ? 'todo' : 'in_progress'
    const wait = category === 'in_progress' && (only('todo')(set) || speaksOfWaiting.test(name))
    return { name, statuses, category, wait }
  })
}

/** Done steps behind all others, and at least one step of each category. */
function withEveryCategory(steps: readonly StepDraft[]): readonly StepDraft[] {
  return order.flatMap(category => {
    const own = steps.filter(step => step.category === category)
    return own.length > 0 ? own : [{ name: usualName(category, steps), statuses: [], category, wait: false }]
  })
}

const order = ['todo', 'in_progress', 'done'] as const satisfies readonly StepCategory[]
const usualNames = { todo: 'To do', in_progress: 'In progress', done: 'Done' } as const

function usualName(category: StepCategory, steps: readonly StepDraft[]): string {
  const name = usualNames[category]
  return steps.some(step => foldName(step.name) === foldName(name)) ? `${name} (other)` : name
}

function homeOf(category: StatusCategory, steps: readonly StepDraft[]): StepDraft | undefined {
  const own = steps.filter(step => step.category === category)
  return category === 'done' ? own.at(-1) : (own.find(({ wait }) => !wait) ?? own[0])
}

const workColors: readonly StepColor[] = ['blue', 'cyan', 'indigo', 'violet', 'teal', 'grape', 'pink']
const todoColors: readonly StepColor[] = ['gray']

function colorOf({ category, wait }: StepDraft, place: number): StepColor {
  if (category === 'done') return 'green'
  if (wait) return 'yellow'
  const palette = category === 'todo' ? todoColors : workColors
  return palette[place % palette.length] ?? 'gray'
}

function flowOf(drafts: readonly StepDraft[], before: FlowConfig | null): Flow {
  const known = (before?.flows ?? []).flatMap(flow => flow.steps)
  let lastId = Math.max(0, ...known.map(({ id }) => id))
  const idOf = (name: string): FlowStepId =>
    known.find(step => foldName(step.name) === foldName(name))?.id ?? FlowStepId.parse(++lastId)
  const steps = drafts.map((draft, place) => {
    const { name, category, wait } = draft
    return { id: idOf(name), name: name.slice(0, 100), category, wait, color: colorOf(draft, place) }
  })
  const id: FlowId = before?.flows[0]?.id ?? FlowId.parse(1)
  return {
    id,
    name: 'Delivery',
    steps,
    mappings: drafts.flatMap(({ statuses }, place) => {
      const step = steps[place]
      return step ? statuses.map(status => ({ status, stepId: step.id })) : []
    }),
  }
}

/** A name some tracker uses for ordinary issues is one, whatever the others use it for. */
function issueTypesOf(types: readonly UsedIssueType[], ordinaryFlow: FlowId): FlowConfig['issueTypes'] {
  const byName = Map.groupBy(types, ({ name }) => foldName(name))
  return [...byName.values()].flatMap(same => {
    const [first] = same
    const ordinary = same.some(({ level }) => level === 0)
    return first ? [{ issueType: first.name, flowId: ordinary ? ordinaryFlow : null }] : []
  })
}
