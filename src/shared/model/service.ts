import { z } from 'zod'
import { RepositoryId, ServiceId } from './ids.ts'
import { DeploymentRule } from './repository.ts'
import { Count } from './time.ts'

/** What is wrong with a path of a service, in words for its field; null when nothing is. */
export function pathProblem(path: string): string | null {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path))
    return 'Write it from the root of the repository: services/api/**'
  if (path.includes('\\')) return 'Write paths with /, as Git does: services/api/**'
  if (path.split('/').some(part => part === '.' || part === '..')) return 'Write it without . and ..: services/api/**'
  if (path.startsWith('!')) return 'Paths can only be added: write those that belong to the service.'
  if (path.includes('//')) return 'There is a folder without a name: two / one after the other.'
  if (opensWithoutEnd(path)) return 'There is a [ without its ].'
  return null
}

/** A glob as git knows it, from the root of the repository: `services/api/**`, `*.proto`, or a folder. */
export const ServicePath = z
  .string()
  .trim()
  .min(1, 'Name a path')
  .max(500, 'A path has 500 characters at most')
  .superRefine((path, context) => {
    const message = pathProblem(path)
    if (message !== null) context.addIssue({ code: 'custom', message })
  })

export const ServicePaths = z
  .array(ServicePath)
  .min(1, 'Name at least one path')
  .max(50, 'A service has 50 paths at most')

/** What the user says of a service. A null rule: whatever the repository's rule finds is a deployment of it. */
export const ServiceDraft = z.object({
  name: z.string().trim().min(1, 'Name the service').max(100, 'A name has 100 characters at most'),
  paths: ServicePaths,
  rule: DeploymentRule.nullable(),
})
export type ServiceDraft = z.infer<typeof ServiceDraft>

/**
 * How far it is known which commits touch a service's paths: all of them are; they are still to be looked for, by the next sync of the
 * connection; or nobody can tell, because there is no history from Git: then every change counts for every service.
 */
export const ServiceState = z.enum(['listed', 'waiting', 'without_git'])
export type ServiceState = z.infer<typeof ServiceState>

/** A part of a repository with deployments of its own. */
export const Service = ServiceDraft.extend({
  id: ServiceId,
  repositoryId: RepositoryId,
  /** The rule in force. */
  inForce: DeploymentRule,
  state: ServiceState,
  /** Commits that touch its paths. */
  commits: Count,
  deployments: Count,
})
export type Service = z.infer<typeof Service>

/** How many of the newest `looked` commits touch some paths; `all` when these are the whole history. */
export const TouchedCommits = z.object({ commits: Count, looked: Count, all: z.boolean() })
export type TouchedCommits = z.infer<typeof TouchedCommits>

/** A set of characters that is begun and not ended; the first character of a set may be a `]`. */
const opensWithoutEnd = (path: string) => /\[[!^]?\]?[^\]]*$/.test(path)
