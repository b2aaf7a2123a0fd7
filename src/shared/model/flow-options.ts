import { z } from 'zod'
import { FlowId, LabelId, ProjectId, SprintId } from './ids.ts'
import { Count, Instant } from './time.ts'

/** What a flow's issues can be filtered by: only what some issue has, the most frequent first, sprints by time, the newest first. */
export const FlowFilterOptions = z.object({
  /** In the order of the configuration, each with its own count. */
  flows: z.array(z.object({ id: FlowId, name: z.string(), issues: Count })),
  /** Of the chosen flow, as all that follows. */
  issues: Count,
  /** When the first issue was created. */
  firstCreatedAt: Instant.nullable(),
  projects: z.array(
    z.object({ id: ProjectId, key: z.string(), name: z.string(), connectionName: z.string(), issues: Count }),
  ),
  issueTypes: z.array(z.object({ name: z.string(), issues: Count })),
  sprints: z.array(
    z.object({ id: SprintId, name: z.string(), state: z.string(), startAt: Instant.nullable(), issues: Count }),
  ),
  labels: z.array(z.object({ id: LabelId, name: z.string(), issues: Count })),
})
export type FlowFilterOptions = z.infer<typeof FlowFilterOptions>
