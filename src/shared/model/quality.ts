import { z } from 'zod'
import { TeamId } from './ids.ts'
import { Count, Instant } from './time.ts'

/** What makes numbers doubtful; metrics.md, "Data quality". */
export const qualityFindings = [
  'doneWithoutStart',
  'movedBackwards',
  'reopened',
  'unmapped',
  'statusOnlyInHistory',
  'typeUnmapped',
  'firstDeployment',
  'negativeLeadTime',
  'deploymentWithoutCommit',
  'shallowClone',
  'pullRequestWithoutDeployment',
  'pullRequestOfNoService',
  'negativeStage',
  'incidentWithoutDeployment',
  'openIncident',
  'duplicatePeople',
  'notSynced',
  'connectionFailing',
] as const
export const QualityFinding = z.enum(qualityFindings)
export type QualityFinding = z.infer<typeof QualityFinding>

/** Null begins at the beginning. Findings that are about no time, such as an unmapped type, are whatever the period. */
export const QualityFilter = z.object({
  from: Instant.nullable().default(null),
  to: Instant.nullable().default(null),
  teamId: TeamId.nullable().default(null),
})
export type QualityFilter = z.infer<typeof QualityFilter>

/** Why a finding cannot be looked for. */
export const NothingToCheck = z.enum([
  'no_issues',
  'no_repositories',
  'no_pull_requests',
  'no_services',
  'no_people',
  'no_connections',
])
export type NothingToCheck = z.infer<typeof NothingToCheck>

export const QualityCount = z.object({
  finding: QualityFinding,
  /** Null when there is nothing to look at. */
  count: Count.nullable(),
  /** How many were looked at. */
  of: Count,
  nothing: NothingToCheck.nullable(),
})
export type QualityCount = z.infer<typeof QualityCount>

/** Where an item is looked at more closely; the id is of what is named. */
export const QualityTarget = z.object({
  kind: z.enum(['issue', 'connection', 'repository', 'person', 'status', 'issueType']),
  id: z.int(),
})
export type QualityTarget = z.infer<typeof QualityTarget>

/** One item of a finding, whatever it is. */
export const QualityItem = z.object({
  /** Its own in the list. */
  id: z.string(),
  name: z.string(),
  /** What is odd about it. */
  about: z.string(),
  /** What it belongs to. */
  place: z.string(),
  at: Instant.nullable(),
  target: QualityTarget,
})
export type QualityItem = z.infer<typeof QualityItem>
