import { z } from 'zod'
import { FlowId, LabelId, ProjectId, SprintId, TeamId } from './ids.ts'
import { Bucket } from './metrics.ts'
import { Instant, TimeZone } from './time.ts'

/** `elapsed` counts all time, `working` the working hours of the calendar. */
export const FlowClock = z.enum(['elapsed', 'working'])
export type FlowClock = z.infer<typeof FlowClock>

/**
 * What an issue moved back before its first in-progress step does to its clock: it runs on (`keep`), starts anew with the last entry
 * (`restart`), or stands still outside the in-progress steps (`pause`).
 */
export const BackwardRule = z.enum(['keep', 'restart', 'pause'])
export type BackwardRule = z.infer<typeof BackwardRule>

const ids = <Id extends z.ZodType>(id: Id) => z.array(id).max(1000).nullable().default(null)

/** The half-open period [from, to) and which issues count in it. Null stands for all of a kind. */
export const FlowFilter = z
  .object({
    from: Instant,
    to: Instant,
    bucket: Bucket,
    timeZone: TimeZone,
    clock: FlowClock.default('elapsed'),
    backward: BackwardRule.default('keep'),
    /** Null: the first flow of the configuration. */
    flowId: FlowId.nullable().default(null),
    projectIds: ids(ProjectId),
    /** Names; each stands for every type of that name in any connection. */
    issueTypes: ids(z.string().max(255)),
    sprintIds: ids(SprintId),
    labelIds: ids(LabelId),
    teamId: TeamId.nullable().default(null),
  })
  .refine(filter => filter.from < filter.to, { error: 'The period must end after it begins', path: ['to'] })
export type FlowFilter = z.infer<typeof FlowFilter>
