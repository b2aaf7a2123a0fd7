import { z } from 'zod'
import { DeploymentId, IncidentId, IssueId, RepositoryId } from '../model/ids.ts'
import {
  DeploymentDetail,
  Incident,
  IncidentListInput,
  IncidentRules,
  IncidentRulesPreview,
  LinkChoice,
  RepositoryIncidentRules,
} from '../model/incidents.ts'
import { IssueCode } from '../model/issue-code.ts'
import { Count } from '../model/time.ts'
import { command, query } from './define.ts'

const nothing = z.void()

/** Deployments one by one, incidents, and what counts as one. */
export const methodsOfDelivery = {
  'deployments.get': query(z.object({ deploymentId: DeploymentId }), DeploymentDetail),

  /** The commits and pull requests that name an issue. */
  'issues.code': query(z.object({ issueId: IssueId }), IssueCode),

  /** Newest first. */
  'incidents.list': query(IncidentListInput, z.object({ rows: z.array(Incident), total: Count })),
  /** Deployments an incident can be linked to, the likeliest first. */
  'incidents.linkChoices': query(z.object({ incidentId: IncidentId }), z.array(LinkChoice)),
  /** Says which deployment an incident belongs to; null: to none. */
  'incidents.link': command(z.object({ incidentId: IncidentId, deploymentId: DeploymentId.nullable() }), nothing),
  /** Takes back what was said by `link`: the rule decides. */
  'incidents.unlink': command(z.object({ incidentId: IncidentId }), nothing),

  'incidents.rules': query(z.object({ repositoryId: RepositoryId }), RepositoryIncidentRules),
  'incidents.previewRules': query(z.object({ repositoryId: RepositoryId, rules: IncidentRules }), IncidentRulesPreview),
  /** Null gives the choice back to Weir. */
  'incidents.saveRules': command(z.object({ repositoryId: RepositoryId, rules: IncidentRules.nullable() }), nothing),
} as const
