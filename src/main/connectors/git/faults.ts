import type { FieldIssue } from '../../../shared/contract/faults.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'

/** Names what git's standard error says about a place (a path or an address). */
export type GitProblem = (stderr: string, place: string) => WeirError

/** A local repository that cannot be read: `source.not_a_repository` or `source.unreadable`. */
export const localProblem: GitProblem = (stderr, path) => {
  const details = { path, git: excerpt(stderr) }
  if (stderr.includes('dubious ownership') || stderr.includes('unsafe repository')) {
    return new WeirError('source.unreadable', {
      hint: `Git does not trust this repository because it belongs to another user. If you trust it, run: git config --global --add safe.directory "${path}"`,
      details,
    })
  }
  if (stderr.includes('not a git repository')) return notARepository(path)
  if (stderr.includes('safe.bareRepository')) {
    return new WeirError('source.unreadable', {
      hint: 'Your git configuration (safe.bareRepository=explicit) does not allow bare repositories to be opened.',
      details,
    })
  }
  return new WeirError('source.unreadable', {
    hint: 'Git cannot read this repository. Run "git fsck" in it to see what is broken.',
    details,
  })
}

/** A remote that does not answer as it should: `auth.rejected`, `remote.rejected`, `remote.unreachable`, `remote.server_error`. */
export const remoteFault: GitProblem = (stderr, remote) => {
  const details = { remote, git: excerpt(stderr) }
  if (/authentication failed|could not read (username|password)|permission denied|error: 40[13]\b/i.test(stderr)) {
    return new WeirError('auth.rejected', {
      hint: 'The remote repository refuses these credentials. Check the access token (https) or the key in your SSH agent (ssh).',
      details,
    })
  }
  if (/host key verification failed/i.test(stderr)) {
    return new WeirError('remote.rejected', {
      hint: 'This host is not known to SSH yet. Connect to it once by hand, check its key, and try again.',
      details,
    })
  }
  if (/not found|does not appear to be a git repository|does not exist/i.test(stderr)) {
    return new WeirError('remote.rejected', {
      hint: 'There is no repository at this address, or the credentials may not see it.',
      details,
    })
  }
  if (/certificate (verification|verify) failed|SSL certificate problem|unable to get local issuer/i.test(stderr)) {
    return new WeirError('remote.unreachable', {
      hint: "The remote's certificate was issued by nobody this computer trusts. Have your own CA's certificate installed, or give it in the settings where they ask for it.",
      details,
    })
  }
  if (/(?:error:|HTTP) 30[12378]\b/.test(stderr)) {
    return new WeirError('remote.rejected', {
      hint: 'The remote repository sends on to another address, where the access token is not sent. If that is its real address, use it.',
      details,
    })
  }
  if (/error: 5\d\d\b/i.test(stderr)) {
    return new WeirError('remote.server_error', { hint: 'The remote server has a problem. Try again later.', details })
  }
  return new WeirError('remote.unreachable', {
    hint: 'The remote repository does not answer. Check the address and the network.',
    details,
  })
}

export function notARepository(path: string): WeirError {
  return new WeirError('source.not_a_repository', {
    hint: 'There is no Git repository here. Choose a folder that is one, or that contains some.',
    details: { path },
  })
}

/** Its refs are there, but nothing that they point at. */
export function damaged(path: string): WeirError {
  return new WeirError('source.unreadable', {
    hint: 'This repository is damaged: its objects are missing. Restore it or clone it again; what Weir has read of it is kept.',
    details: { path },
  })
}

/** The same fault, pointing at the setting it comes from. */
export function atField(fault: WeirError, path: string): WeirError {
  const fields: FieldIssue[] = [{ path, message: fault.hint }]
  return new WeirError(fault.code, { hint: fault.hint, details: fault.details, fields, cause: fault })
}

/** The first line that says what went wrong. */
function excerpt(stderr: string): string {
  const lines = stderr.split('\n').filter(line => line.trim() !== '')
  return (lines.find(line => /^(fatal|error|remote):/.test(line)) ?? lines[0] ?? '').slice(0, 300)
}
