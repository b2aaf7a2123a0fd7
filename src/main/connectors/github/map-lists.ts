import type { z } from 'zod'
import type {
  HostedRepositoryEntity,
  HostedTagEntity,
  ReleaseEntity,
  WorkflowRunEntity,
} from '../../../shared/model/code-entities.ts'
import { clean } from '../sdk/text.ts'
import { userAccount } from './accounts.ts'
import type { RawJob, RawRelease, RawRepository, RawRun } from './records.ts'

export const repositoryEntity = (raw: RawRepository, host: string): HostedRepositoryEntity => ({
  kind: 'hosted_repository',
  externalId: raw.id,
  owner: clean(raw.owner.login),
  name: clean(raw.name),
  location: `${host}/${clean(raw.full_name)}`.toLowerCase(),
  url: raw.html_url,
  defaultBranch: raw.default_branch == null ? null : clean(raw.default_branch),
  private: raw.private,
  archived: raw.archived ?? false,
  fork: raw.fork,
  createdAt: raw.created_at,
})

export const releaseEntity = (raw: RawRelease): ReleaseEntity => ({
  kind: 'release',
  externalId: raw.id,
  tag: clean(raw.tag_name),
  name: clean(raw.name ?? ''),
  prerelease: raw.prerelease ?? false,
  author: userAccount(raw.author),
  createdAt: raw.created_at,
  publishedAt: raw.draft ? null : (raw.published_at ?? null),
})

export interface RawTag {
  readonly name: string
  readonly sha: string
  readonly at: number | null
}

export const tagEntity = ({ name, sha, at }: RawTag): HostedTagEntity => ({
  kind: 'hosted_tag',
  externalId: clean(name),
  commitSha: sha,
  at,
})

export const runEntity = (
  raw: z.infer<typeof RawRun>,
  jobs: readonly z.infer<typeof RawJob>[] | null,
): WorkflowRunEntity => ({
  kind: 'workflow_run',
  externalId: raw.id,
  name: clean(raw.name ?? ''),
  workflowId: raw.workflow_id,
  path: raw.path == null ? null : clean(raw.path),
  event: raw.event,
  branch: raw.head_branch == null ? null : clean(raw.head_branch),
  sha: raw.head_sha,
  status: raw.status?.toLowerCase() ?? 'unknown',
  conclusion: raw.conclusion?.toLowerCase() || null,
  attempt: raw.run_attempt ?? 1,
  actor: userAccount(raw.actor),
  createdAt: raw.created_at,
  startedAt: raw.run_started_at ?? null,
  updatedAt: raw.updated_at,
  jobs:
    jobs?.map(({ id, name, conclusion, started_at, completed_at }) => ({
      externalId: id,
      name: clean(name),
      conclusion: conclusion ?? null,
      startedAt: started_at ?? null,
      completedAt: completed_at ?? null,
    })) ?? null,
})
