import { join } from 'node:path'
import { createTestFolder, createTestRepository, grace } from '../../../../test/support/git-repository.ts'
import { conformance } from '../sdk/conformance.ts'
import { createGitConnector } from './index.ts'

const sizes = {
  commitSlice: 4,
  commitPage: 3,
  keyPage: 2,
  refPage: 2,
  largestLinePart: 3,
  smallestLinePart: 2,
  linePage: 2,
}

conformance('git', () => {
  const folder = createTestFolder()
  const repository = createTestRepository(join(folder.path, 'projects', 'one'))
  for (let index = 0; index < 4; index++) repository.commit(`commit ${index}`)
  repository.tag('v1', { message: 'one' })
  repository.git('checkout', '--quiet', '-b', 'side')
  repository.commit('on the side', { author: grace, files: { 'side.txt': 'a\nb\n' } })
  repository.git('checkout', '--quiet', 'main')
  repository.commit('on main')
  repository.merge('side')
  repository.tag('light')
  const empty = createTestRepository(join(folder.path, 'empty.git'), { bare: true })

  let changes = 0
  return {
    connector: createGitConnector(sizes),
    settings: { folders: [join(folder.path, 'projects'), empty.path] },
    credentials: {},
    cacheFolder: join(folder.path, 'cache'),
    bad: [
      {
        name: 'no such folder',
        settings: { folders: [join(folder.path, 'missing')] },
        credentials: {},
        code: 'source.unreadable',
        field: 'settings.folders.0',
      },
      {
        name: 'no repository',
        settings: { folders: [repository.path, join(folder.path, 'projects', 'one', '.git', 'hooks')] },
        credentials: {},
        code: 'source.not_a_repository',
        field: 'settings.folders.1',
      },
      {
        name: 'several problems',
        settings: { folders: [join(folder.path, 'missing')], remotes: [`file://${folder.path}/nothing`] },
        credentials: {},
        code: 'settings.invalid',
        field: 'settings.remotes.0',
      },
    ],
    sources: [join(repository.path, '.git'), empty.path],
    change() {
      changes++
      repository.commit(`to be rewritten ${changes}`)
      repository.git('tag', '--force', 'moving')
      repository.git('branch', '--force', `old-${changes}`, 'HEAD~1')
      if (changes % 2 === 0) repository.git('reset', '--quiet', '--hard', 'HEAD~2')
      if (changes > 1) repository.git('branch', '-D', `old-${changes - 1}`)
      repository.commit(`after ${changes}`, { author: grace })
    },
    close: () => folder.remove(),
  }
})
