import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface HeldGit {
  /** What a server needs to find this git before the real one. */
  readonly env: { readonly PATH: string }
  /** Lets it count lines. */
  release(): void
}

const { PATH: searchPath = '' } = process.env

/**
 * The real git, but counting lines waits until it is released: a sync comes to that point and no further. The first `free`
 * programs that count lines are let through.
 */
export function holdGit(folder: string, free = 0): HeldGit {
  const bin = join(folder, 'bin')
  const hold = join(bin, 'hold')
  const program = join(bin, 'git')
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  mkdirSync(bin)
  writeFileSync(hold, '')
  writeFileSync(
    program,
    [
      '#!/bin/sh',
      'case "$*" in *--numstat*)',
      ...Array.from({ length: free }, (_, turn) => `  mkdir '${hold}-${turn}' 2>/dev/null && exec '${real}' "$@"`),
      `  while [ -e '${hold}' ]; do sleep 0.05; done ;;`,
      'esac',
      `exec '${real}' "$@"`,
      '',
    ].join('\n'),
  )
  chmodSync(program, 0o755)
  return { env: { PATH: `${bin}${delimiter}${searchPath}` }, release: () => rmSync(hold) }
}
