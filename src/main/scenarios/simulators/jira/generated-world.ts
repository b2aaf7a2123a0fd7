import { pick, randomOf } from '../shared/random.ts'
import { accounts, fields, issueTypes, path, statuses } from './catalogue.ts'
import { fieldsOf, sprint, type Timeline, type TimelineOptions, timelineOf } from './generate-issue.ts'
import { type IssueHead, jiraTime, type SimBoard, type SimIssue, type SimProject, type World } from './world.ts'

export interface GeneratedOptions extends Partial<TimelineOptions> {
  /** How many issues in all. */
  readonly issues: number
  readonly projects?: number
  /** Worklogs per issue, at most. */
  readonly worklogs?: number
}

/** However many issues there are, they are made within so long: what is generated lies in the past. */
const spanMs = 400 * 24 * 3_600_000
const firstId = 10_000
const keys = ['ALPHA', 'BETA', 'GAMMA', 'DELTA', 'OMEGA']

/** A made-up site: the same for the same options, of any size, its issues made when asked for. */
export function generateWorld(options: GeneratedOptions): World {
  const {
    issues,
    projects: projectCount = 2,
    worklogs = 2,
    seed = 1,
    startAt = Date.parse('2025-01-06T08:00:00Z'),
    spacingMs = Math.min(1_800_000, spanMs / issues),
    changes = 12,
    sprintsPerBoard = 6,
    endAt = Number.POSITIVE_INFINITY,
  } = options
  const lifeOptions = { seed, startAt, spacingMs, changes, sprintsPerBoard, endAt }
  const projects = Array.from({ length: projectCount }, (_, index) => projectOf(index))
  const life = (index: number) => timelineOf(index, lifeOptions)
  const projectIdOf = (index: number) => String(10_000 + (index % projectCount))

  const heads = Array.from(
    { length: issues },
    (_, index): IssueHead => ({
      id: String(firstId + index),
      projectId: projectIdOf(index),
      updated: life(index).updated,
    }),
  )

  function issue(id: string): SimIssue | null {
    const index = Number(id) - firstId
    if (!Number.isInteger(index) || index < 0 || index >= issues) return null
    const timeline = life(index)
    const project = projects[index % projectCount]
    if (!project) return null
    const key = `${project.key}-${Math.floor(index / projectCount) + 1}`
    return {
      id,
      key,
      projectId: project.id,
      updated: timeline.updated,
      fields: fieldsOf(index, key, timeline, seed),
      histories: timeline.histories,
      worklogs: worklogsOf(index, timeline, worklogs, seed),
    }
  }

  const boards = projects.map((project, index) => boardOf(project, index, sprintsPerBoard, startAt))
  const filters = [{ id: '20000', name: 'Bugs', jql: 'issuetype = Bug' }]
  return { projects, statuses, issueTypes, fields, boards, filters, heads, issue }
}

function projectOf(index: number): SimProject {
  const id = String(10_000 + index)
  const key = keys[index] ?? `P${index}`
  const name = `Project ${key.charAt(0)}${key.slice(1).toLowerCase()}`
  return { id, key, name, record: { id, key, name, projectTypeKey: 'software', simplified: false, style: 'classic' } }
}

function boardOf(project: SimProject, index: number, sprints: number, startAt: number): SimBoard {
  const id = index + 1
  const column = (name: string, ...of: readonly number[]) => ({
    name,
    statuses: of.map(step => ({ id: path[step]?.id, self: '' })),
  })
  return {
    id,
    projectId: project.id,
    record: {
      id,
      name: `${project.key} board`,
      type: index === 1 ? 'kanban' : 'scrum',
      location: { projectId: Number(project.id), projectName: project.name, projectKey: project.key },
    },
    configuration: {
      id,
      name: `${project.key} board`,
      type: index === 1 ? 'kanban' : 'scrum',
      filter: { id: String(30_000 + index) },
      columnConfig: {
        columns: [column('To do', 0), column('Doing', 1), column('Review', 2, 3), column('Done', 4)],
        constraintType: 'issueCount',
      },
    },
    sprints: Array.from({ length: sprints }, (_, number) => sprintRecord(number + 1, id, startAt)),
  }
}

const fortnight = 14 * 24 * 3_600_000

function sprintRecord(number: number, boardId: number, startAt: number) {
  const begins = startAt + (number - 1) * fortnight
  const ends = begins + fortnight
  return {
    ...sprint(number),
    id: boardId * 1000 + number,
    originBoardId: boardId,
    startDate: new Date(begins).toISOString(),
    endDate: new Date(ends).toISOString(),
    completeDate: new Date(ends).toISOString(),
    goal: '',
  }
}

function worklogsOf(index: number, { created }: Timeline, most: number, seed: number) {
  const random = randomOf(seed + 13, index)
  return Array.from({ length: Math.floor(random() * (most + 1)) }, (_, number) => ({
    id: String((firstId + index) * 100 + number),
    issueId: String(firstId + index),
    author: pick(accounts, random),
    started: jiraTime(created + number * 3_600_000),
    created: jiraTime(created + number * 3_600_000),
    updated: jiraTime(created + number * 3_600_000),
    timeSpentSeconds: 900 * (1 + Math.floor(random() * 16)),
  }))
}
