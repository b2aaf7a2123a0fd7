/** What a simulated Jira holds. Times are epoch ms; records are as the API sends them. */
import type { JsonObject } from '../shared/reply.ts'

export interface SimHistory {
  readonly id: string
  readonly at: number
  readonly author: JsonObject | null
  readonly items: readonly JsonObject[]
}

/** What listing and searching need of an issue. */
export interface IssueHead {
  readonly id: string
  readonly projectId: string
  readonly updated: number
}

export interface SimIssue extends IssueHead {
  readonly key: string
  /** Without `updated` and `project`: these are made from the head. */
  readonly fields: JsonObject
  /** Oldest first. */
  readonly histories: readonly SimHistory[]
  readonly worklogs: readonly JsonObject[]
}

export interface SimProject {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly record: JsonObject
}

export interface SimBoard {
  readonly id: number
  readonly projectId: string | null
  readonly record: JsonObject
  readonly configuration: JsonObject
  readonly sprints: readonly JsonObject[]
}

export interface SimFilter {
  readonly id: string
  readonly name: string
  readonly jql: string
}

/** The data a site begins with. Issues are made when asked for, so that there can be any number of them. */
export interface World {
  readonly projects: readonly SimProject[]
  readonly statuses: readonly JsonObject[]
  readonly issueTypes: readonly JsonObject[]
  readonly fields: readonly JsonObject[]
  readonly boards: readonly SimBoard[]
  readonly filters: readonly SimFilter[]
  readonly heads: readonly IssueHead[]
  issue(id: string): SimIssue | null
}

/** A time as Jira writes it: `2026-01-31T08:00:00.000+0000`. */
export const jiraTime = (at: number) => new Date(at).toISOString().replace('Z', '+0000')
