import { ok, type Route, type Routes } from '../shared/reply.ts'
import { between, logOf, newerThan, noHistory } from './history.ts'
import { type GithubReply, listPage, notFound, refuse } from './reply.ts'
import type { SimRepository } from './world.ts'

type OfRepository = (answer: (repository: SimRepository, ...more: Parameters<Route>) => GithubReply) => Route

/** The default branch, commits that lead to one, and what leads to one and not to another. */
export const historyRoutes = (of: OfRepository, repo: (path: string) => RegExp): Routes<GithubReply> => [
  [
    repo('git/ref/heads/(.+)'),
    of(({ record, history = noHistory }, _, match) => {
      if (history.head === null) return refuse(409, 'Git Repository is empty.')
      if (decodeURIComponent(match[3] ?? '') !== record['default_branch']) return notFound()
      return ok({ ref: `refs/heads/${match[3]}`, object: { sha: history.head, type: 'commit' } })
    }),
  ],
  [
    repo('git/commits/([0-9a-f]+)'),
    of(({ history = noHistory, tags }, _, [, , , sha = '']) => {
      const known = history.commits.find(one => one.sha === sha)
      if (known) return ok({ sha, ...known.commit, parents: known.parents })
      const tag = tags.find(one => one.sha === sha)
      return tag ? ok({ sha, committer: { date: tag.committedAt }, parents: [] }) : notFound()
    }),
  ],
  [
    repo('commits'),
    of(({ history = noHistory }, { query }) => {
      const log = logOf(history, query.get('sha') ?? history.head ?? '')
      return log === null ? notFound() : listPage(newerThan(log, query.get('since')), query)
    }),
  ],
  [
    repo('compare/([0-9a-f]+)\\.\\.\\.([0-9a-f]+)'),
    of(({ history = noHistory }, { query }, match) => {
      const [, , , from = '', to = ''] = match
      const found = between(history, from, to)
      if (found === null) return notFound()
      if (found === 'unrelated') return refuse(404, `No common ancestor between ${from} and ${to}.`)
      const behind = between(history, to, from)
      const behindBy = typeof behind === 'object' ? (behind?.length ?? 0) : 0
      const page = listPage(found, query, { under: 'commits' })
      const status = found.length > 0 ? (behindBy > 0 ? 'diverged' : 'ahead') : behindBy > 0 ? 'behind' : 'identical'
      const url = `https://github.example/compare/${from}...${to}`
      const counts = { url, status, ahead_by: found.length, behind_by: behindBy, total_commits: found.length }
      return { ...page, body: { ...counts, ...(page.body as object) } }
    }),
  ],
]
