import type { SimCommit, SimHistory } from '../../src/main/scenarios/simulators/github/world.ts'
import type { TestRepository } from './git-repository.ts'

const separator = '\u001f'

/** A git repository's commits on any branch as GitHub tells of them, with `main` as the default branch. */
export function historyOfRepository(repository: TestRepository): SimHistory {
  const format = ['%H', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join(separator)
  const commits = repository
    .git('log', '--all', '-z', `--format=${format}`)
    .split('\0')
    .filter(line => line !== '')
    .map((line): SimCommit => {
      const [sha = '', parents = '', an, ae, aDate, cn, ce, cDate, message = ''] = line.split(separator)
      return {
        sha,
        parents: parents
          .split(' ')
          .filter(parent => parent !== '')
          .map(parent => ({ sha: parent })),
        commit: {
          author: { name: an, email: ae, date: aDate },
          committer: { name: cn, email: ce, date: cDate },
          message,
        },
        author: null,
        committer: null,
      }
    })
  return { head: repository.git('rev-parse', 'main'), commits }
}
