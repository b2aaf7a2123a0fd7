import type { CommandRunner, RunningCommand } from '../sdk/connector.ts'
import { type GitProblem, localProblem } from './faults.ts'

export interface GitOptions {
  readonly cwd?: string
  readonly input?: Iterable<string | Uint8Array>
  /** More configuration, which wins over every file's. */
  readonly config?: readonly (readonly [string, string])[]
  readonly env?: Readonly<Record<string, string>>
  /** Transports git may use; none unless given. */
  readonly transports?: string
}

/**
 * Starts git so that neither the user's nor the repository's configuration changes an answer, starts a program, asks a
 * question, reaches for the network or writes anything.
 */
export function startGit(commands: CommandRunner, args: readonly string[], options: GitOptions = {}): RunningCommand {
  const { cwd, input, config = [], env, transports = 'none' } = options
  return commands.run('git', ['--no-pager', ...args], {
    ...(cwd !== undefined && { cwd }),
    ...(input !== undefined && { input }),
    env: {
      LC_ALL: 'C',
      GIT_FLUSH: '0',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_LAZY_FETCH: '1',
      GIT_ALLOW_PROTOCOL: transports,
      GIT_ASKPASS: '',
      SSH_ASKPASS: '',
      SSH_ASKPASS_REQUIRE: 'never',
      GCM_INTERACTIVE: 'never',
      ...configEnvironment([...neutral, ...config]),
      ...env,
    },
  })
}

/** Everything git prints, and how it ended. @throws WeirError `tool.missing`, `source.unreadable`, `run.stopped`. */
export async function askGit(commands: CommandRunner, args: readonly string[], options: GitOptions = {}) {
  const command = startGit(commands, args, options)
  const chunks: Buffer[] = []
  for await (const chunk of command.stdout) chunks.push(chunk)
  const { code, stderr } = await command.exit
  return { ok: code === 0, code, stderr, output: Buffer.concat(chunks) }
}

/** Everything git prints. @throws WeirError also when git fails, as `problem` (a local repository's, unless given) names it. */
export async function readGit(
  commands: CommandRunner,
  args: readonly string[],
  options: GitOptions = {},
  problem: GitProblem = localProblem,
): Promise<Buffer> {
  const { ok, output, stderr } = await askGit(commands, args, options)
  if (ok) return output
  throw problem(stderr, options.cwd ?? '')
}

/** Where there is no such file on any platform git knows: an empty one. */
const nothing = '/dev/null'

const neutral = [
  ['core.fsmonitor', 'false'],
  ['core.hooksPath', nothing],
  ['core.attributesFile', nothing],
  // With a commit graph, ties in the topological order would fall differently: a listing must come out the same when resumed.
  ['core.commitGraph', 'false'],
  ['core.askPass', ''],
  ['credential.interactive', 'false'],
  ['log.showSignature', 'false'],
  ['log.showRoot', 'true'],
  ['diff.renameLimit', '1000'],
  ['diff.algorithm', 'default'],
  ['diff.orderFile', nothing],
  ['mailmap.file', ''],
] as const

function configEnvironment(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const environment: Record<string, string> = { GIT_CONFIG_COUNT: String(pairs.length) }
  for (const [index, [key, value]] of pairs.entries()) {
    environment[`GIT_CONFIG_KEY_${index}`] = key
    environment[`GIT_CONFIG_VALUE_${index}`] = value
  }
  return environment
}
