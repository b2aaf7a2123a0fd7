import { z } from 'zod'
import { RepositoryId, ServiceId } from '../model/ids.ts'
import { Service, ServiceDraft, ServicePaths, TouchedCommits } from '../model/service.ts'
import { command, query } from './define.ts'

/** Parts of a repository that are measured by themselves. */
export const methodsOfServices = {
  /** Those of one repository, or all there are; by repository, then name. */
  'services.list': query(z.object({ repositoryId: RepositoryId.nullable().default(null) }), z.array(Service)),
  /** How many commits touch some paths; null where there is no history from Git to ask. */
  'services.touched': query(z.object({ repositoryId: RepositoryId, paths: ServicePaths }), TouchedCommits.nullable()),
  /** Changes a service, or adds one (null). Its repository is measured by its services alone from then on. */
  'services.save': command(
    z.object({ repositoryId: RepositoryId, serviceId: ServiceId.nullable(), service: ServiceDraft }),
    z.object({ serviceId: ServiceId }),
  ),
  /** Without its last service a repository is measured as a whole again. */
  'services.remove': command(z.object({ serviceId: ServiceId }), z.void()),
} as const
