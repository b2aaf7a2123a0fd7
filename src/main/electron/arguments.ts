import { resolve } from 'node:path'

/** The folder given as `--data DIR` or `--data=DIR`, absolute; null when none is given. Other arguments belong to Chromium. */
export function dataArgument(argv: readonly string[], workingFolder: string): string | null {
  for (const [index, argument] of argv.entries()) {
    const value =
      argument === '--data' ? argv[index + 1] : argument.startsWith('--data=') ? argument.slice(7) : undefined
    if (value) return resolve(workingFolder, value)
  }
  return null
}
