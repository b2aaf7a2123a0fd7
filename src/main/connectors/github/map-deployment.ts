import type { z } from 'zod'
import type { DeploymentStatus, HostedDeploymentEntity } from '../../../shared/model/code-entities.ts'
import { clean } from '../sdk/text.ts'
import { actorAccount, userAccount } from './accounts.ts'
import type { GraphqlDeployment, RestDeployment, RestStatus } from './records.ts'

const oldestFirst = (statuses: readonly DeploymentStatus[]) => [...statuses].sort((a, b) => a.at - b.at)
const orNull = (text: string | null | undefined) => (text == null ? null : clean(text))

export const deploymentOfGraphql = (raw: z.infer<typeof GraphqlDeployment>): HostedDeploymentEntity => ({
  kind: 'hosted_deployment',
  externalId: raw.id,
  environment: clean(raw.environment ?? ''),
  ref: orNull(raw.ref?.name),
  sha: raw.commitOid,
  task: orNull(raw.task),
  creator: actorAccount(raw.creator),
  createdAt: raw.createdAt,
  statuses: oldestFirst((raw.statuses ?? []).map(({ state, createdAt }) => ({ state, at: createdAt }))),
})

export const deploymentOfRest = (
  raw: z.infer<typeof RestDeployment>,
  statuses: readonly z.infer<typeof RestStatus>[],
): HostedDeploymentEntity => ({
  kind: 'hosted_deployment',
  externalId: raw.node_id,
  environment: clean(raw.environment ?? ''),
  ref: orNull(raw.ref),
  sha: raw.sha,
  task: orNull(raw.task),
  creator: userAccount(raw.creator),
  createdAt: raw.created_at,
  statuses: oldestFirst(statuses.map(({ state, created_at }) => ({ state, at: created_at }))),
})
