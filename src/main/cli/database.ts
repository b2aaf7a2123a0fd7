import { resolve } from 'node:path'
import type { Client } from '../../shared/contract/client.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { DatabaseInfo, DatabaseResult } from '../../shared/model/database.ts'
import { followTask } from './follow-task.ts'
import { formatTable } from './format.ts'
import { exitCodes } from './sync.ts'
import type { Terminal } from './terminal.ts'

export const databaseCommands = {
  check: (client: Client) => client.request('database.check'),
  backUp: (client: Client) => client.request('database.backUp'),
  compact: (client: Client) => client.request('database.compact'),
  restore: (client: Client, backup: string) => client.request('database.restore', { backup }),
  /** The path may be relative to the working folder. */
  export: (client: Client, path: string) => client.request('database.export', { path: resolve(path) }),
  move: (client: Client, folder: string) => client.request('database.move', { folder: resolve(folder) }),
} as const

/** Does work on the database to its end and says what came of it. Returns the exit code. @throws WeirError when it fails. */
export async function workOnDatabase(
  client: Client,
  begin: () => Promise<unknown>,
  terminal: Terminal,
): Promise<number> {
  const { status, result, fault } = await followTask(client, begin, terminal)
  if (fault) throw WeirError.fromFault(fault)
  if (status === 'cancelled' || !result) {
    terminal.err('Cancelled; nothing was changed.')
    return exitCodes.interrupted
  }
  terminal.out(resultLine(result))
  return result.kind === 'check' && result.finding !== null ? exitCodes.failed : exitCodes.finished
}

/** Prints what the database is like, or the answer itself as JSON. */
export async function databaseInfo(
  client: Client,
  options: { readonly json?: boolean },
  terminal: Terminal,
): Promise<void> {
  const info = await client.request('database.info')
  if (options.json) return terminal.out(JSON.stringify(info, null, 2))
  for (const line of infoLines(info)) terminal.out(line)
}

function resultLine(result: DatabaseResult): string {
  switch (result.kind) {
    case 'check':
      return result.finding === null
        ? 'The database is sound.'
        : `The database is damaged: ${result.finding}\nRestore it from a backup: weir database restore NAME`
    case 'backUp':
      return `Backed up as ${result.backup.name} (${megabytes(result.backup.bytes)}).`
    case 'restore':
      return `Restored from ${result.backup}.${result.keptAs ? ` What was there is kept as ${result.keptAs}.` : ''}`
    case 'compact':
      return `Compacted from ${megabytes(result.bytesBefore)} to ${megabytes(result.bytesAfter)}.`
    case 'export':
      return `Exported to ${result.path} (${megabytes(result.bytes)}). It holds no credentials.`
    case 'move':
      return `Moved to ${result.folder}.`
  }
}

function infoLines(info: DatabaseInfo): string[] {
  const checked =
    info.integrityCheckedAt === null
      ? 'never'
      : `${new Date(info.integrityCheckedAt).toISOString()}: ${info.integrityFinding ?? 'sound'}`
  const facts = [
    ['file', info.path],
    ['size', `${megabytes(info.bytes)}, and ${megabytes(info.walBytes)} of log`],
    ['free', `${megabytes(info.freeBytes)} on its disk`],
    ['reclaimable', info.reclaimableBytes === null ? 'unknown' : megabytes(info.reclaimableBytes)],
    ['schema', info.schemaVersion ?? 'unknown'],
    ['checked', checked],
  ] as const
  const lines = facts.map(([name, value]) => `${name.padEnd(12)} ${value}`)
  if (info.backups.length === 0) return [...lines, 'There is no backup yet.']
  const backups = info.backups.map(({ name, bytes, reason }) => [name, reason, megabytes(bytes)])
  return [...lines, 'Backups, newest first:', ...formatTable(backups)]
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
