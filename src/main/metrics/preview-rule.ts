import type { Database } from 'better-sqlite3'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { DeploymentRule, RulePreview } from '../../shared/model/repository.ts'
import { graphOf } from './appended-history.ts'
import { findDeployments, type MatchNames } from './deployment-candidates.ts'
import type { RepositoryHistory } from './deployment-rule.ts'
import { isHosted } from './dora/hosted-candidates.ts'
import { loadHostedAlone } from './dora/load-hosted.ts'
import { loadHistory } from './load-history.ts'

const exampleCount = 10

/**
 * What a rule would find in a repository: of `candidates` tags, or commits on the branch, it takes `matches`. Tags are counted one
 * by one, though two on one commit make one deployment; deployments that failed are none. @throws WeirError `rpc.not_found`.
 */
export function previewRule(db: Database, repositoryId: number, rule: DeploymentRule, match: MatchNames): RulePreview {
  const history = db.transaction(() => {
    const row = db
      .prepare<[number], { default_branch: string | null }>('select default_branch from repositories where id = ?')
      .get(repositoryId)
    if (!row) throw new WeirError('rpc.not_found', { hint: 'This repository no longer exists.' })
    if (isHosted(rule)) return hostedHistory(db, repositoryId, rule)
    return loadHistory(db, repositoryId, row.default_branch, [rule])
  })()
  const candidates = findDeployments(history, rule, match)
  const found = candidates.found.filter(({ result }) => result === 'success')
  const newest = [...found].sort((a, b) => b.finishedAt - a.finishedAt)
  const sha = db.prepare<[number], string>('select lower(hex(substr(sha, 1, 4))) from commits where id = ?').pluck()
  return {
    candidates: candidates.looked,
    matches: found.length,
    firstAt: newest.at(-1)?.finishedAt ?? null,
    lastAt: newest[0]?.finishedAt ?? null,
    examples: newest.slice(0, exampleCount).map(({ name, commit, finishedAt }) => ({
      name: name ?? sha.get(history.graph.ids[commit] ?? 0) ?? '',
      finishedAt,
    })),
  }
}

/** What the code host tells, without the commits of it: what a rule about it finds does not depend on them. */
const hostedHistory = (db: Database, repositoryId: number, rule: DeploymentRule): RepositoryHistory => ({
  defaultBranch: null,
  graph: graphOf([], { commitIds: [], positions: [], parentIds: [] }),
  tags: [],
  branches: new Map(),
  hosted: loadHostedAlone(db, repositoryId, [rule]),
})
