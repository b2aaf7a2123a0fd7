import type { Database } from 'better-sqlite3'
import type { IncidentRules, IncidentSource } from '../../../shared/model/incidents.ts'
import type { MatchNames } from '../deployment-candidates.ts'
import type { ServiceScope } from '../measured-services.ts'
import type { Assessable, FoundIncident } from './assess.ts'
import { failureIncidents } from './failure-incidents.ts'
import { hotfixIncidents } from './hotfix-incidents.ts'
import { issueIncidents } from './incident-issues.ts'
import { revertIncidents } from './revert-incidents.ts'

/** A counted deployment as it is stored. */
export interface StoredAssessable extends Assessable {
  readonly id: number
  readonly name: string
  readonly brokeAt: number | null
  readonly failed: 0 | 1
  readonly restoredAt: number | null
  readonly unplanned: 0 | 1
}

export interface StoredIncident extends FoundIncident {
  readonly issueId: number | null
  readonly commitId: number | null
}

export interface SourceCount {
  readonly source: IncidentSource
  /** How many were looked at. */
  readonly candidates: number
  readonly incidents: readonly StoredIncident[]
}

export interface SourceInput extends ServiceScope {
  readonly rules: IncidentRules
  /** The counted ones, in the order they finished. */
  readonly deployments: readonly StoredAssessable[]
  readonly match: MatchNames
}

/** The incidents of a service by its repository's rules, source by source. Reverts and hotfixes count once they have shipped. */
export function findIncidents(db: Database, input: SourceInput): readonly SourceCount[] {
  const { rules } = input
  const places = new Map(input.deployments.map(({ id }, place) => [id, place]))
  return [
    { source: 'issue', ...(rules.issues ? issueIncidents(db, input, rules.issues, places) : none) },
    { source: 'revert', ...(rules.reverts ? revertIncidents(db, input, places) : none) },
    {
      source: 'hotfix',
      ...(rules.hotfixBranches === null ? none : hotfixIncidents(db, input, rules.hotfixBranches, places)),
    },
    { source: 'failed_deployment', ...(rules.failedDeployments ? failureIncidents(db, input) : none) },
  ]
}

/** What a source gives. */
export type Found = Omit<SourceCount, 'source'>
/** Places of deployments by their ids. */
export type Places = ReadonlyMap<number, number>

const none: Found = { candidates: 0, incidents: [] }
