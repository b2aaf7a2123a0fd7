import type { CodeHostEntity } from '../../src/shared/model/code-entities.ts'
import { after, branchOf, deployment, pullRequest, squash } from './delivery-example.ts'
import type { TestRepository } from './git-repository.ts'
import { hostedShop } from './hosted-shop.ts'

/** What is told apart in the example: a path of its own each, and one that both share. */
export const monorepoServices = {
  api: { paths: ['services/api/**', 'libs/shared'], environment: '^production-api$' },
  web: { paths: ['services/web/**', 'libs/shared'], environment: '^production-web$' },
} as const

/**
 * Two services in one repository made by git, and what its host tells of it: changes of one, of the other, of both and of neither; a
 * rebase merge whose last commit touches no service; a revert of one, a hotfix of the other; a deployment that failed, one whose commit nobody
 * knows. Day 0 begins at `monday`, epoch ms.
 */
export function makeMonorepoExample(repository: TestRepository, monday: number): readonly CodeHostEntity[] {
  const at = after(monday)
  const put = (service: 'api' | 'web', name: string, sha: string, day: number, hours: number, state = 'success') =>
    deployment(name, sha, [{ state, at: at(day, hours) }], `production-${service}`)
  const start = repository.commit('Start', {
    at: at(0, 9) / 1000,
    files: { 'services/api/main.ts': '0\n', 'services/web/main.ts': '0\n', 'libs/shared/client.ts': '0\n' },
  })

  const search = branchOf(repository, 'feature/search', [
    { authoredAt: at(1, 9), file: 'services/api/search.ts' },
    { authoredAt: at(1, 15), file: 'services/api/search.ts' },
  ])
  const searched = squash(repository, 'feature/search', 'Search (#1)', at(2, 12))

  const results = branchOf(repository, 'feature/results', [
    { authoredAt: at(2, 9), file: 'services/web/results.ts' },
    { authoredAt: at(2, 10), file: 'docs/results.md' },
  ])
  repository.git('checkout', '--quiet', 'main')
  repository.git('cherry-pick', ...results.map(({ sha }) => sha))
  const rebased = repository.git('rev-parse', 'HEAD')

  const shared = branchOf(repository, 'feature/client', [{ authoredAt: at(3, 9), file: 'libs/shared/client.ts' }])
  repository.git('checkout', '--quiet', 'main')
  const merged = repository.merge('feature/client', { at: at(3, 13) / 1000 })

  const docs = branchOf(repository, 'feature/docs', [{ authoredAt: at(3, 13), file: 'docs/start.md' }])
  const documented = squash(repository, 'feature/docs', 'Say how to start (#4)', at(3, 14))

  const back = branchOf(repository, 'revert-1', [{ authoredAt: at(4, 14), file: 'services/api/search.ts' }])
  const reverted = squash(repository, 'revert-1', 'Revert "Search (#1)" (#5)', at(4, 15))

  const cart = branchOf(repository, 'hotfix/cart', [{ authoredAt: at(5, 10), file: 'services/web/cart.ts' }])
  repository.git('checkout', '--quiet', 'main')
  const hotfixed = repository.merge('hotfix/cart', { at: at(5, 11.5) / 1000 })

  return [
    hostedShop(at(0, 0)),
    put('api', 'A1', start, 0, 12),
    put('web', 'W1', start, 0, 13),
    put('api', 'A2', rebased, 3, 9),
    put('web', 'W2', documented, 3, 18),
    put('api', 'A3', documented, 4, 12),
    put('api', 'A4', reverted, 4, 16),
    put('web', 'W3', hotfixed, 5, 13),
    put('api', 'A5', hotfixed, 6, 9, 'failure'),
    put('api', 'A6', hotfixed, 6, 10),
    put('web', 'W4', 'f'.repeat(40), 7, 12),
    pullRequest({
      number: 1,
      title: 'Search',
      branch: 'feature/search',
      commits: search,
      openedAt: at(1, 16),
      reviewedAt: at(2, 10),
      mergedAt: at(2, 12),
      mergeCommitSha: searched,
    }),
    pullRequest({
      number: 2,
      title: 'Show results',
      branch: 'feature/results',
      commits: results,
      openedAt: at(2, 11),
      commentedAt: at(2, 14),
      mergedAt: at(2, 16),
      mergeCommitSha: rebased,
    }),
    pullRequest({
      number: 3,
      title: 'Share the client',
      branch: 'feature/client',
      commits: shared,
      openedAt: at(3, 10),
      reviewedAt: at(3, 12),
      mergedAt: at(3, 13),
      mergeCommitSha: merged,
    }),
    pullRequest({
      number: 4,
      title: 'Say how to start',
      branch: 'feature/docs',
      commits: docs,
      openedAt: at(3, 13),
      reviewedAt: at(3, 13.5),
      mergedAt: at(3, 14),
      mergeCommitSha: documented,
    }),
    pullRequest({
      number: 5,
      title: 'Revert "Search (#1)"',
      branch: 'revert-1',
      commits: back,
      openedAt: at(4, 14),
      mergedAt: at(4, 15),
      mergeCommitSha: reverted,
    }),
    pullRequest({
      number: 6,
      title: 'Mend the cart',
      branch: 'hotfix/cart',
      commits: cart,
      openedAt: at(5, 10.5),
      reviewedAt: at(5, 11),
      mergedAt: at(5, 11.5),
      mergeCommitSha: hotfixed,
    }),
  ]
}
