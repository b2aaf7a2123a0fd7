import type { Database } from 'better-sqlite3'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { IncidentRules, IncidentRulesPreview } from '../../../shared/model/incidents.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import { measuredServices } from '../measured-services.ts'
import { type Assessed, workOut } from './assess-repository.ts'

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
  const services = measuredServices(db, repositoryId).map(service => workOut(db, service, rules, match))
  const incidents = services.flatMap(({ assessment, deployments }) =>
    assessment.incidents.map(({ source, title, beganAt, deployment }) => ({
      source,
      title,
      beganAt,
      deploymentName: deployment === null ? null : (deployments[deployment]?.name ?? null),
    })),
  )
  const total = (count: (assessed: Assessed) => number) => services.reduce((sum, each) => sum + count(each), 0)
  const sources = services[0]?.sources ?? []
  return {
    sources: sources.map(({ source, candidates }, i) => ({
      source,
      candidates,
      matches: total(each => each.sources[i]?.incidents.length ?? 0),
    })),
    deployments: total(({ deployments }) => deployments.length),
    failedDeployments: total(({ assessment }) => assessment.deployments.filter(({ failed }) => failed).length),
    withoutDeployment: incidents.filter(({ deploymentName }) => deploymentName === null).length,
    examples: incidents.sort((a, b) => b.beganAt - a.beganAt).slice(0, exampleCount),
  }
}
