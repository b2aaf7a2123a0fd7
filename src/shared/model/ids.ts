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
export const DeploymentId = id<'DeploymentId'>()
export type DeploymentId = z.infer<typeof DeploymentId>
export const CommitId = id<'CommitId'>()
export type CommitId = z.infer<typeof CommitId>
