import { z } from 'zod'
import { WeirError } from '../../../../shared/contract/weir-error.ts'
import type { CommitEntity } from '../../../../shared/model/entities.ts'
import { statusOf } from '../../sdk/answer.ts'
import type { Remote } from '../remote.ts'
import type { RepositoryPlace } from '../repository-place.ts'
import { restPages } from '../rest-pages.ts'
import { read, type Unreadable } from './list-commits.ts'
import { commitOfRest } from './map-commit.ts'

const Compared = z.object({ commits: z.array(z.unknown()) }).transform(({ commits }) => commits)

/** The commits reachable from one commit and not from another. */
export interface Comparison {
  readonly commits: readonly CommitEntity[]
  readonly unreadable: readonly Unreadable[]
}

/**
 * What leads to `to` and not to `from`; `unknown` when GitHub does not know one of them any more, `unrelated` when they have no
 * commit in common. A page has 100 commits, and only the first one file changes, which nobody asked for.
 */
export async function compare(
  remote: Remote,
  { at }: RepositoryPlace,
  from: string,
  to: string,
  listed: number,
): Promise<Comparison | 'unknown' | 'unrelated'> {
  const records: unknown[] = []
  try {
    const parameters = { ...at, basehead: `${from}...${to}`, per_page: listed }
    const pages = restPages(remote, 'GET /repos/{owner}/{repo}/compare/{basehead}', parameters, Compared)
    for await (const page of pages) records.push(...page)
  } catch (error) {
    const status = statusOf(error)
    const said = error instanceof WeirError ? error.hint : ''
    if (status === 404) return /common ancestor/i.test(said) ? 'unrelated' : 'unknown'
    if (status === 422) return 'unknown'
    throw error
  }
  return read(records, commitOfRest)
}
