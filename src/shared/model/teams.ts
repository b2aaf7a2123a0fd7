import { z } from 'zod'
import { PersonId, ProjectId, RepositoryId, TeamId } from './ids.ts'
import { Count } from './time.ts'

export const TeamColor = z.enum(['blue', 'teal', 'green', 'yellow', 'orange', 'red', 'violet', 'gray'])
export type TeamColor = z.infer<typeof TeamColor>

const members = {
  personIds: z.array(PersonId).max(5000),
  projectIds: z.array(ProjectId).max(1000),
  repositoryIds: z.array(RepositoryId).max(1000),
}

/** A group of people, projects and repositories. Who is in it now was always in it: membership has no history. */
export const Team = z.object({
  id: TeamId,
  name: z.string(),
  color: TeamColor,
  ...members,
})
export type Team = z.infer<typeof Team>

/** A team as the user wants it; a null id makes a new one. */
export const TeamDraft = z.object({
  id: TeamId.nullable(),
  name: z.string().trim().min(1).max(100),
  color: TeamColor,
  ...members,
})
export type TeamDraft = z.infer<typeof TeamDraft>

/** What a team can be made of, beside people. */
export const TeamProject = z.object({
  id: ProjectId,
  key: z.string(),
  name: z.string(),
  connectionName: z.string(),
  issues: Count,
})
export type TeamProject = z.infer<typeof TeamProject>
