import type { JsonObject } from '../shared/reply.ts'
import { blocked, path } from './catalogue.ts'
import {
  type IssueHead,
  jiraTime,
  type SimBoard,
  type SimHistory,
  type SimIssue,
  type SimProject,
  type World,
} from './world.ts'

/** A simulated Jira in motion: a world, and what has happened to it since. */
export interface Site {
  readonly world: World
  readonly statuses: () => readonly JsonObject[]
  readonly projects: () => readonly SimProject[]
  /** Issues that are there, by `updated`, then by id. */
  heads(): readonly IssueHead[]
  issue(id: string): SimIssue | null
  /** Gives the issue another status, as a person would; `to` defaults to one it has not got. Returns the issue. */
  transition(id: string, to?: JsonObject): SimIssue
  /** Adds an issue like the given one, under a new id and key. */
  add(like: string): SimIssue
  remove(id: string): void
  /** Moves the issue to another project: the key changes, the id stays. */
  move(id: string, projectId: string): void
  /** Hides an issue from these credentials until it is shown again. */
  hide(id: string): { show(): void }
  renameStatus(id: string, name: string): void
  deleteStatus(id: string): void
  sprints(board: SimBoard): readonly JsonObject[]
  deleteSprint(id: string): void
  /** Changes an issue's record and nothing else, not even when it was updated. */
  alter(id: string, change: (issue: SimIssue) => SimIssue): void
}

/** `now` gives the time of changes, in epoch ms. */
export function createSite(world: World, now: () => number): Site {
  const changed = new Map<string, SimIssue>()
  const removed = new Set<string>()
  const renamed = new Map<string, string>()
  const goneStatuses = new Set<string>()
  const goneSprints = new Set<string>()
  let sorted: readonly IssueHead[] | null = null
  let nextNumber = 900_000

  const issue = (id: string) => (removed.has(id) ? null : (changed.get(id) ?? world.issue(id)))
  const existing = (id: string): SimIssue => {
    const found = issue(id)
    if (!found) throw new Error(`There is no issue ${id}`)
    return found
  }
  const put = (next: SimIssue): SimIssue => {
    changed.set(next.id, next)
    sorted = null
    return next
  }
  const history = (items: readonly JsonObject[]): SimHistory => ({
    id: String(++nextNumber),
    at: now(),
    author: null,
    items,
  })
  const changeOf = (field: string, from: JsonObject, to: JsonObject, label = 'name'): JsonObject => ({
    field,
    fieldId: field,
    fieldtype: 'jira',
    from: String(from['id']),
    fromString: String(from[label]),
    to: String(to['id']),
    toString: String(to[label]),
  })
  const touch = (old: SimIssue, change: Partial<SimIssue>, item: JsonObject): SimIssue =>
    put({ ...old, ...change, updated: now(), histories: [...old.histories, history([item])] })

  const renamedStatus = (status: JsonObject): JsonObject => {
    const name = renamed.get(String(status['id']))
    return name === undefined ? status : { ...status, name }
  }

  return {
    world,
    issue: id => {
      const found = issue(id)
      const status = found?.fields['status'] as JsonObject | undefined
      if (!found || !status || !renamed.has(String(status['id']))) return found
      return { ...found, fields: { ...found.fields, status: renamedStatus(status) } }
    },
    projects: () => world.projects,
    statuses: () => world.statuses.filter(status => !goneStatuses.has(String(status['id']))).map(renamedStatus),
    heads() {
      if (sorted) return sorted
      const fresh = [...changed.values()].filter(({ id }) => !removed.has(id))
      const others = world.heads.filter(({ id }) => !changed.has(id) && !removed.has(id))
      sorted = [...others, ...fresh].sort((a, b) => a.updated - b.updated || Number(a.id) - Number(b.id))
      return sorted
    },
    transition(id, to) {
      const old = existing(id)
      const from = old.fields['status'] as JsonObject
      const next = to ?? [...path, blocked].find(status => status.id !== from['id']) ?? path[0]
      return touch(old, { fields: { ...old.fields, status: next } }, changeOf('status', from, next))
    },
    add(like) {
      const old = existing(like)
      const number = ++nextNumber
      const key = `${old.key.split('-')[0]}-${number}`
      return put({
        ...old,
        id: String(number),
        key,
        updated: now(),
        histories: [],
        worklogs: [],
        fields: { ...old.fields, created: jiraTime(now()) },
      })
    },
    remove(id) {
      existing(id)
      removed.add(id)
      sorted = null
    },
    move(id, projectId) {
      const old = existing(id)
      const [from, to] = [old.projectId, projectId].map(wanted => world.projects.find(project => project.id === wanted))
      if (!from || !to) throw new Error(`There is no project ${projectId}`)
      const key = `${to.key}-${++nextNumber}`
      touch(old, { projectId, key }, changeOf('project', from.record, to.record))
    },
    hide(id) {
      existing(id)
      removed.add(id)
      sorted = null
      return {
        show() {
          removed.delete(id)
          sorted = null
        },
      }
    },
    renameStatus: (id, name) => void renamed.set(id, name),
    deleteStatus: id => void goneStatuses.add(id),
    sprints: ({ sprints }) => sprints.filter(({ id }) => !goneSprints.has(String(id))),
    deleteSprint: id => void goneSprints.add(id),
    alter: (id, change) => void put(change(existing(id))),
  }
}
