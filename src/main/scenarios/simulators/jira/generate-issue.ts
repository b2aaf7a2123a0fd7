import { pick, randomOf } from '../shared/random.ts'
import type { JsonObject } from '../shared/reply.ts'
import {
  accounts,
  blocked,
  customFields,
  issueTypes,
  labels,
  path,
  priorities,
  retired,
  severities,
  teams,
} from './catalogue.ts'
import { jiraTime, type SimHistory } from './world.ts'

export interface Timeline {
  readonly created: number
  readonly updated: number
  readonly histories: readonly SimHistory[]
  /** What the histories have led to. */
  readonly status: JsonObject
  readonly assignee: JsonObject | null
  readonly points: number | null
  readonly flagged: boolean
  readonly sprintId: number | null
  readonly doneAt: number | null
}

export interface TimelineOptions {
  readonly seed: number
  readonly startAt: number
  /** Between two issues' creation, in ms. */
  readonly spacingMs: number
  /** Histories per issue, on average. */
  readonly changes: number
  readonly sprintsPerBoard: number
  /** Nothing happens after this time. */
  readonly endAt: number
}

const hour = 3_600_000

/** Of all issues so many are given up on; what else is not done is what the end came before. */
const abandoned = 0.06
/** Of the status changes of what is done so many open it again. */
const reopened = 0.2

/** An issue's life: the same for the same index, whatever came before. Most are done in the end, a few of them after being opened again. */
export function timelineOf(index: number, options: TimelineOptions): Timeline {
  const random = randomOf(options.seed, index)
  const created = Math.floor(options.startAt + index * options.spacingMs + random() * options.spacingMs)
  const wanted = Math.round(options.changes * (0.5 + random()))
  const finishes = random() >= abandoned
  const histories: SimHistory[] = []
  let at = created
  let step = 0
  let status: JsonObject = path[0]
  let assignee: JsonObject | null = null
  let points: number | null = null
  let flagged = false
  let sprintId: number | null = null
  let doneAt: number | null = null

  const add = (items: readonly JsonObject[]) =>
    histories.push({ id: String(index * 1000 + histories.length + 1), at, author: pick(accounts, random), items })
  const moveTo = (next: JsonObject) => {
    add([item('status', status, next, 'name')])
    doneAt = next['id'] === path[4].id ? at : null
    status = next
  }
  const isAside = () => status['id'] === blocked.id || status['id'] === retired.id
  const forward = () => {
    if (!isAside()) step = Math.min(step + 1, path.length - 1)
    moveTo(path[step] ?? path[0])
  }
  /** Changes it takes to be done. */
  const wayLeft = () => path.length - 1 - step + (isAside() ? 1 : 0)

  for (let change = 0; change < wanted; change++) {
    const next = at + Math.floor(hour * (0.2 + random() * 30))
    if (next > options.endAt) break
    at = next
    const chance = random()
    const isDone = wayLeft() === 0
    if (finishes && !isDone && wayLeft() + 1 >= wanted - change) forward()
    else if (chance < 0.45) {
      const side = random()
      if (isDone && (side >= reopened || wanted - change <= path.length)) {
        add([text('description', 'An earlier wording.', `Wording ${change}.`)])
      } else if (isDone || (side < 0.2 && side >= 0.11 && step > 0 && !isAside())) {
        step = isDone ? 1 : step - 1
        moveTo(path[step] ?? path[0])
      } else if (isAside() || side >= 0.11) {
        if (finishes || isAside() || step < path.length - 2) forward()
        else add([text('description', 'An earlier wording.', `Wording ${change}.`)])
      } else moveTo(side < 0.08 ? blocked : retired)
    } else if (chance < 0.6) {
      const next = pick(accounts, random)
      add([item('assignee', assignee, next, 'displayName', 'accountId')])
      assignee = next
    } else if (chance < 0.7) {
      const next = Math.ceil(random() * 8)
      add([
        {
          ...text('Story point estimate', points === null ? null : String(points), String(next)),
          fieldId: customFields.storyPoints,
        },
      ])
      points = next
    } else if (chance < 0.8) {
      const next: number = 1 + Math.floor(random() * options.sprintsPerBoard)
      add([{ ...item('Sprint', sprint(sprintId), sprint(next), 'name'), fieldId: customFields.sprint }])
      sprintId = next
    } else if (chance < 0.88) {
      add([
        { ...text('Flagged', flagged ? 'Impediment' : '', flagged ? '' : 'Impediment'), fieldId: customFields.flagged },
      ])
      flagged = !flagged
    } else
      add([text('summary', `Working title ${change}`, `Title ${change}`), text('labels', '', pick(labels, random))])
  }
  return { created, updated: at, histories, status, assignee, points, flagged, sprintId, doneAt }
}

/** The record's fields, `updated` and `project` apart. */
export function fieldsOf(index: number, key: string, life: Timeline, seed: number): JsonObject {
  const random = randomOf(seed + 7, index)
  return {
    summary: `${key}: ${pick(['Add', 'Fix', 'Improve', 'Remove', 'Document'], random)} ${pick(['sign-in', 'search', 'export', 'billing', 'the board', 'notifications'], random)}`,
    issuetype: pick(issueTypes, random),
    status: life.status,
    priority: pick(priorities, random),
    resolution: life.doneAt === null ? null : { id: '10000', name: 'Done' },
    resolutiondate: life.doneAt === null ? null : jiraTime(life.doneAt),
    created: jiraTime(life.created),
    duedate: random() < 0.1 ? new Date(life.created + 30 * 24 * hour).toISOString().slice(0, 10) : null,
    labels: labels.filter(() => random() < 0.2),
    components: [],
    fixVersions: [],
    assignee: life.assignee,
    reporter: pick(accounts, random),
    creator: pick(accounts, random),
    [customFields.storyPoints]: life.points,
    [customFields.flagged]: life.flagged ? [{ id: '10019', value: 'Impediment' }] : null,
    [customFields.severity]: random() < 0.3 ? pick(severities, random) : null,
    [customFields.team]: pick(teams, random),
    [customFields.sprint]: life.sprintId === null ? null : [sprint(life.sprintId)],
  }
}

export const sprint = (id: number | null): JsonObject | null =>
  id === null ? null : { id, name: `Sprint ${id}`, state: 'closed', boardId: 1 }

const idOf = (value: JsonObject | null, key: string) => (value === null ? null : String(value[key]))

const item = (field: string, from: JsonObject | null, to: JsonObject | null, label: string, id = 'id'): JsonObject => ({
  field,
  fieldId: field,
  fieldtype: 'jira',
  from: idOf(from, id),
  fromString: idOf(from, label),
  to: idOf(to, id),
  toString: idOf(to, label),
})

const text = (field: string, from: string | null, to: string | null): JsonObject => ({
  field,
  fieldId: field,
  fieldtype: 'jira',
  from: null,
  fromString: from,
  to: null,
  toString: to,
})
