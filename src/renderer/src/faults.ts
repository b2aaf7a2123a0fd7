import { ZodError } from 'zod'
import type { Fault, FaultCode } from '../../shared/contract/faults.ts'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'

export interface FaultText {
  readonly title: string
  /** What it means, for when the fault itself brings no hint of its own. */
  readonly text: string
}

/** What the user reads about each fault. The one place for these texts; the compiler keeps it complete. */
export const faultTexts: Readonly<Record<FaultCode, FaultText>> = {
  'auth.rejected': {
    title: 'The credentials were refused',
    text: 'Edit the connection, enter them again and verify.',
  },
  'auth.insufficient_scope': {
    title: 'The credentials may not read everything that is needed',
    text: 'Give them the missing permissions in the remote system, then verify again.',
  },
  'auth.signed_out': {
    title: 'Not signed in',
    text: 'Sign in again in the settings of the connection.',
  },
  'remote.rate_limited': {
    title: 'Waiting for the remote system',
    text: 'It limits the number of requests. Weir goes on by itself when it may.',
  },
  'remote.unreachable': {
    title: 'The remote system cannot be reached',
    text: 'Check the network and the address, then try again.',
  },
  'remote.server_error': {
    title: 'The remote system reported an error of its own',
    text: 'Try again in a while.',
  },
  'remote.rejected': {
    title: 'The remote system refused the request',
    text: 'Check the settings of the connection.',
  },
  'record.invalid': {
    title: 'A record could not be read',
    text: 'It was skipped; the log holds a sample.',
  },
  'settings.invalid': {
    title: 'Some settings are not right',
    text: 'Correct the marked fields.',
  },
  'settings.conflict': {
    title: 'Somebody else has saved in the meantime',
    text: 'Look at what is there now, then save again.',
  },
  'source.not_a_repository': {
    title: 'Not a Git repository',
    text: 'Choose the folder of a clone, a worktree or a bare repository.',
  },
  'source.unreadable': {
    title: 'The folder cannot be read',
    text: 'Check that it exists and that you may read it.',
  },
  'tool.missing': {
    title: 'A program that Weir needs is missing',
    text: 'Install it, then try again.',
  },
  'tool.too_old': {
    title: 'A program that Weir needs is too old',
    text: 'Update it, then try again.',
  },
  'store.corrupt': {
    title: 'The database is damaged',
    text: 'Restore a copy from the backups in the data folder, or move the database away to start afresh.',
  },
  'store.full': {
    title: 'The disk is full',
    text: 'Free some space on the disk that holds the data folder, then try again.',
  },
  'store.readonly': {
    title: 'The data folder cannot be written to',
    text: 'Allow writing to the data folder, or start Weir with another one.',
  },
  'store.too_new': {
    title: 'The database belongs to a newer Weir',
    text: 'Update Weir, or start it with another data folder.',
  },
  'store.locked': {
    title: 'Another Weir uses this data folder',
    text: 'Close the other one, then try again.',
  },
  'vault.locked': {
    title: 'The vault is locked',
    text: 'Enter its passphrase to use the saved credentials.',
  },
  'vault.unavailable': {
    title: 'Secrets cannot be kept on this system',
    text: 'Set a passphrase for a vault of Weir’s own, or unlock the system’s key store.',
  },
  'run.stopped': {
    title: 'The run was stopped by force',
    text: 'Everything up to its last checkpoint is kept. Run it again to go on from there.',
  },
  'run.interrupted': {
    title: 'The run was interrupted',
    text: 'Weir ended in the middle of it. Run it again to go on from the last checkpoint.',
  },
  'job.conflict': {
    title: 'Not possible in the job’s present state',
    text: 'Wait until the job has reached another state, then try again.',
  },
  'rpc.unknown_method': {
    title: 'Weir does not know this request',
    text: 'The window and the application are of different versions. Reload the window.',
  },
  'rpc.invalid_input': { title: 'The request was not right', text: 'Correct what was entered and try again.' },
  'rpc.not_found': { title: 'No longer there', text: 'It was removed in the meantime.' },
  'rpc.too_large': { title: 'The request is too large', text: 'Enter less at once.' },
  'rpc.cancelled': { title: 'Cancelled', text: 'The request was cancelled.' },
  'rpc.disconnected': {
    title: 'No connection to Weir',
    text: 'The application is not answering. Weir reconnects by itself.',
  },
  'rpc.forbidden': { title: 'Not allowed', text: 'Your session may only look, not change.' },
  'rpc.unauthorized': {
    title: 'Not signed in',
    text: 'Open a new link: run “npm start” or “weir serve” again.',
  },
  'internal.unexpected': {
    title: 'Something went wrong inside Weir',
    text: 'Try again; if it persists, report it with the id shown.',
  },
}

/** The headline of a fault. */
export const faultTitle = (code: FaultCode): string => faultTexts[code].title

/** What the user can do: the fault's own hint, or the general text of its code. */
export const faultHint = (fault: Fault): string => fault.hint || faultTexts[fault.code].text

/** Any error of a request as a fault. */
export function faultOf(error: unknown): Fault {
  if (error instanceof WeirError) return error.toFault()
  if (error instanceof ZodError) {
    return {
      code: 'rpc.unknown_method',
      hint: 'The application’s answer has a form this window does not know. Reload the window.',
      details: { field: error.issues[0]?.path.join('.') ?? '' },
    }
  }
  return toFault(error, 'window')
}
