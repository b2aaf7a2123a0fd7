import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { described } from '../sdk/form-meta.ts'
import { secret } from '../sdk/secret.ts'
import { remoteProblem } from './remote-url.ts'

const Folder = z
  .string()
  .trim()
  .min(1)
  .max(4096)
  .refine(folder => !folder.includes('\0'), { error: 'Not a path' })
  .refine(folder => isAbsolute(expandHome(folder)), { error: 'Give the whole path, from the root or from ~' })

const Remote = z
  .string()
  .trim()
  .min(1)
  .max(4096)
  .superRefine((remote, issues) => {
    const problem = remoteProblem(remote)
    if (problem !== null) issues.addIssue({ code: 'custom', message: problem })
  })

export const GitSettings = z
  .object({
    folders: described(z.array(Folder).max(1000).default([]), {
      title: 'Folders',
      description: 'Repositories on this computer, or folders to search for them. Nothing is written into them.',
      placeholder: '/home/me/projects/app',
      addLabel: 'Add a folder',
      format: 'folder',
    }),
    remotes: described(z.array(Remote).max(1000).default([]), {
      title: 'Remote addresses',
      description: 'https or ssh addresses of repositories. Weir keeps a copy of each in its own data folder.',
      placeholder: 'https://example.com/team/app.git',
      addLabel: 'Add an address',
    }),
  })
  .refine(({ folders, remotes }) => folders.length + remotes.length > 0, {
    error: 'Add a folder or a remote address',
    path: ['folders'],
  })
export type GitSettings = z.infer<typeof GitSettings>

export const GitCredentials = z.object({
  username: secret({
    title: 'User name',
    description: 'For https addresses. Most services accept any name.',
  }).optional(),
  token: secret({
    title: 'Access token',
    description: 'For https addresses: an access token that may read.',
  }).optional(),
})
export type GitCredentials = z.infer<typeof GitCredentials>

/** How a remote lets git in. */
export interface GitAccess extends GitCredentials {
  /** Certificates (PEM) trusted besides the system's; empty for none. */
  readonly certificate?: string
}

/** The path with a leading `~` replaced by the user's home folder. */
export function expandHome(folder: string): string {
  if (folder === '~') return homedir()
  return /^~[/\\]/.test(folder) ? join(homedir(), folder.slice(2)) : folder
}
