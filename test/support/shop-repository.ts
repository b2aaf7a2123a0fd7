import { ada, createTestRepository, grace, type TestRepository } from './git-repository.ts'

const hour = 3600

/** When the shop's first release was begun: four releases, two weeks apart, end two weeks before now. */
export const shopStart = () => Math.floor(Date.now() / 1000) - 56 * 24 * hour

/**
 * Four releases over the last two months, the first of which is the baseline, each of a feature and, six hours later, what
 * releases it; two people; one pre-release.
 */
export function makeShop(path: string): TestRepository {
  const repository = createTestRepository(path)
  const start = shopStart()
  for (let release = 0; release < 4; release++) {
    const at = start + release * 14 * 24 * hour
    repository.commit(`Feature ${release}`, { author: grace, at })
    repository.commit(`Release ${release}`, { author: ada, at: at + 6 * hour })
    repository.tag(`v1.${release}.0`)
  }
  repository.tag('v1.4.0-rc.1')
  return repository
}

/** Two untagged commits of a third person, one of a bot, of last week. */
export function makeSite(path: string): TestRepository {
  const repository = createTestRepository(path)
  const start = Math.floor(Date.now() / 1000) - 7 * 24 * hour
  repository.commit('First page', { at: start })
  repository.commit('Second page', { at: start + hour })
  repository.commit('Bump everything', {
    author: { name: 'dependabot[bot]', email: 'dependabot[bot]@users.noreply.github.com' },
    at: start + 2 * hour,
  })
  return repository
}
