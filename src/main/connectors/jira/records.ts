import { z } from 'zod'
import { Instant } from '../sdk/instant.ts'

/** Records as both products send them: what is needed is checked, the rest may be anything. */
const id = z.union([z.string(), z.number()]).transform(String)

export const RawAccount = z.object({
  accountId: z.string().optional(),
  accountType: z.string().optional(),
  key: z.string().optional(),
  name: z.string().optional(),
  displayName: z.string().optional(),
  emailAddress: z.string().optional(),
})
export type RawAccount = z.infer<typeof RawAccount>
/** A person's record whose values were not looked at yet. */
export type AccountRecord = { readonly [Key in keyof RawAccount]?: unknown }

const Named = z.object({ name: z.string() })
export const RawStatus = z.object({
  id,
  name: z.string(),
  statusCategory: z.object({ key: z.string().optional(), id: z.number().optional() }).nullish(),
})
export type RawStatus = z.infer<typeof RawStatus>
export const RawIssueType = z.object({
  id,
  name: z.string(),
  subtask: z.boolean().optional(),
  hierarchyLevel: z.number().optional(),
})
export type RawIssueType = z.infer<typeof RawIssueType>
export const RawProject = z.object({
  id,
  key: z.string(),
  name: z.string(),
  insight: z.object({ totalIssueCount: z.number().nonnegative() }).nullish().catch(null),
})
export type RawProject = z.infer<typeof RawProject>
export const RawField = z.object({
  id: z.string(),
  name: z.string(),
  custom: z.boolean().optional(),
  schema: z.object({ type: z.string(), items: z.string().optional(), custom: z.string().optional() }).optional(),
})
export type RawField = z.infer<typeof RawField>
export const RawBoard = z.object({
  id,
  name: z.string(),
  type: z.string(),
  location: z.object({ displayName: z.string().optional(), projectName: z.string().optional() }).optional(),
})
export type RawBoard = z.infer<typeof RawBoard>
export const RawBoardConfiguration = z.object({
  filter: z.object({ id }),
  columnConfig: z.object({ columns: z.array(z.object({ name: z.string(), statuses: z.array(z.object({ id })) })) }),
})
export const RawSprint = z.object({
  id,
  name: z.string(),
  state: z.string(),
  startDate: Instant.optional().catch(undefined),
  endDate: Instant.optional().catch(undefined),
  completeDate: Instant.optional().catch(undefined),
})
export type RawSprint = z.infer<typeof RawSprint>
export const RawFilter = z.object({ id, name: z.string() })

export const RawWorklog = z.object({
  id,
  author: RawAccount.nullish(),
  started: Instant,
  timeSpentSeconds: z.number().nonnegative(),
})
export type RawWorklog = z.infer<typeof RawWorklog>

export const RawIssue = z.looseObject({
  id,
  key: z.string(),
  fields: z.looseObject({
    summary: z.string().nullish(),
    issuetype: RawIssueType,
    status: RawStatus,
    project: RawProject,
    priority: Named.nullish(),
    resolution: Named.nullish(),
    created: Instant,
    updated: Instant,
    resolutiondate: Instant.nullish(),
    duedate: z.string().nullish(),
    labels: z.array(z.string()).nullish(),
    assignee: RawAccount.nullish(),
    reporter: RawAccount.nullish(),
    parent: z.object({ id }).nullish(),
  }),
})
export type RawIssue = z.infer<typeof RawIssue>

/** What listing needs of a record, before it is looked at more closely. */
export const IssueHead = z.object({
  id,
  fields: z.object({ updated: Instant.optional(), project: z.object({ id }).optional() }).optional(),
})
