import type { RepositoryInfo } from './repository-info.ts'

/** The `.mailmap` that counts: the work tree's; without a work tree, HEAD's. */
export function mailmapConfig(info: RepositoryInfo): readonly (readonly [string, string])[] {
  return [['mailmap.blob', info.workTree ? '' : 'HEAD:.mailmap']]
}
