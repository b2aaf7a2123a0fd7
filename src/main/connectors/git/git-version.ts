import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { CommandRunner } from '../sdk/connector.ts'
import { askGit } from './program.ts'

/** The first version with `GIT_CONFIG_COUNT` and `rev-parse --path-format` (March 2021). */
const oldest = [2, 31] as const

/** Git's name and version, such as `git 2.39.5`. @throws WeirError `tool.missing`, `tool.too_old`. */
export async function checkVersion(commands: CommandRunner): Promise<string> {
  const { ok, output, stderr } = await askGit(commands, ['version'])
  const found = parseVersion(output.toString('utf8'))
  if (!ok || found === null) {
    throw new WeirError('tool.missing', {
      hint: 'The program "git" is there but does not work. Run "git version" in a terminal to see why.',
      details: { program: 'git', output: `${output}${stderr}`.trim().slice(0, 300) },
    })
  }
  const [major, minor] = found.numbers
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new WeirError('tool.too_old', {
      hint: `Weir needs git ${oldest.join('.')} or newer. Install a newer one and try again.`,
      details: { program: 'git', found: found.text, needed: oldest.join('.') },
    })
  }
  return `git ${found.text}`
}

/** Parses `git version 2.39.5 (Apple Git-154)`. */
export function parseVersion(output: string): { text: string; numbers: readonly [number, number] } | null {
  const match = /git version ((\d+)\.(\d+)[\w.]*)/.exec(output)
  return match?.[1] ? { text: match[1], numbers: [Number(match[2]), Number(match[3])] } : null
}
