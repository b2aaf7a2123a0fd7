import { z } from 'zod'

const id = <Name extends string>() => z.int().positive().brand<Name>()

export const ConnectionId = id<'ConnectionId'>()
export type ConnectionId = z.infer<typeof ConnectionId>
export const DataSourceId = id<'DataSourceId'>()
export type DataSourceId = z.infer<typeof DataSourceId>
export const JobId = id<'JobId'>()
export type JobId = z.infer<typeof JobId>
export const RunId = id<'RunId'>()
export type RunId = z.infer<typeof RunId>
export const NoticeId = id<'NoticeId'>()
export type NoticeId = z.infer<typeof NoticeId>
export const RepositoryId = id<'RepositoryId'>()
export type RepositoryId = z.infer<typeof RepositoryId>
export const ServiceId = id<'ServiceId'>()
export type ServiceId = z.infer<typeof ServiceId>
export const DeploymentId = id<'DeploymentId'>()
export type DeploymentId = z.infer<typeof DeploymentId>
export const CommitId = id<'CommitId'>()
export type CommitId = z.infer<typeof CommitId>
export const FlowId = id<'FlowId'>()
export type FlowId = z.infer<typeof FlowId>
export const FlowStepId = id<'FlowStepId'>()
export type FlowStepId = z.infer<typeof FlowStepId>
export const FlowVersionId = id<'FlowVersionId'>()
export type FlowVersionId = z.infer<typeof FlowVersionId>
export const IssueId = id<'IssueId'>()
export type IssueId = z.infer<typeof IssueId>
export const ProjectId = id<'ProjectId'>()
export type ProjectId = z.infer<typeof ProjectId>
export const SprintId = id<'SprintId'>()
export type SprintId = z.infer<typeof SprintId>
export const LabelId = id<'LabelId'>()
export type LabelId = z.infer<typeof LabelId>
export const TeamId = id<'TeamId'>()
export type TeamId = z.infer<typeof TeamId>
export const IdentityId = id<'IdentityId'>()
export type IdentityId = z.infer<typeof IdentityId>
/** The id of the person's first identity. */
export const PersonId = id<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>
export const IncidentId = id<'IncidentId'>()
export type IncidentId = z.infer<typeof IncidentId>
export const PullRequestId = id<'PullRequestId'>()
export type PullRequestId = z.infer<typeof PullRequestId>
