import type { Database } from 'better-sqlite3'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { IncidentRules, IncidentRulesPreview } from '../../../shared/model/incidents.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import { workOut } from './assess-repository.ts'

const exampleCount = 10

/** What incident rules would find in a repository, and which deployments would have failed. @throws WeirError `rpc.not_found`. */
export function previewIncidents(
  db: Database,
  repositoryId: number,
  rules: IncidentRules,
  match: MatchNames,
): IncidentRulesPreview {
  const known = db.prepare('select 1 from repositories where id = ?').get(repositoryId)
  if (!known) throw new WeirError('rpc.not_found', { hint: 'This repository no longer exists.' })
  const { deployments, sources, assessment } = workOut(db, repositoryId, rules, match)
  const newest = [...assessment.incidents].sort((a, b) => b.beganAt - a.beganAt).slice(0, exampleCount)
  return {
    sources: sources.map(({ source, candidates, incidents }) => ({ source, candidates, matches: incidents.length })),
    deployments: deployments.length,
    failedDeployments: assessment.deployments.filter(({ failed }) => failed).length,
    withoutDeployment: assessment.incidents.filter(({ deployment }) => deployment === null).length,
    examples: newest.map(({ source, title, beganAt, deployment }) => ({
      source,
      title,
      beganAt,
      deploymentName: deployment === null ? null : (deployments[deployment]?.name ?? null),
    })),
  }
}
