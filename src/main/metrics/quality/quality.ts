import type { Database } from 'better-sqlite3'
import type { PageRequest } from '../../../shared/model/metrics.ts'
import {
  type QualityCount,
  type QualityFinding,
  type QualityItem,
  qualityFindings,
} from '../../../shared/model/quality.ts'
import type { ListPage } from '../list-page.ts'
import {
  incidentWithoutDeployment,
  negativeStage,
  openIncident,
  pullRequestOfNoService,
  pullRequestWithoutDeployment,
} from './delivery-findings.ts'
import type { FindingSource, QualityInput } from './finding-source.ts'
import { deploymentWithoutCommit, firstDeployment, negativeLeadTime, shallowClone } from './git-findings.ts'
import { issueFinding } from './issue-findings.ts'
import { statusOnlyInHistory, typeUnmapped } from './mapping-findings.ts'
import { connectionFailing, duplicatePeople, notSynced } from './system-findings.ts'

const sources: Readonly<Record<QualityFinding, FindingSource>> = {
  doneWithoutStart: issueFinding('doneWithoutStart'),
  movedBackwards: issueFinding('movedBackwards'),
  reopened: issueFinding('reopened'),
  unmapped: issueFinding('unmapped'),
  statusOnlyInHistory,
  typeUnmapped,
  firstDeployment,
  negativeLeadTime,
  deploymentWithoutCommit,
  shallowClone,
  pullRequestWithoutDeployment,
  pullRequestOfNoService,
  negativeStage,
  incidentWithoutDeployment,
  openIncident,
  duplicatePeople,
  notSynced,
  connectionFailing,
}

/** How many items each finding has. */
export function qualityCounts(db: Database, input: QualityInput): QualityCount[] {
  return qualityFindings.map(finding => {
    const { count, of, nothing } = sources[finding](db, input)
    return { finding, count: nothing === null ? count : null, of, nothing }
  })
}

/** A page of the items of a finding. */
export function qualityItems(
  db: Database,
  { finding, page, ...input }: QualityInput & { readonly finding: QualityFinding; readonly page: PageRequest },
): ListPage<QualityItem> {
  const { count, items } = sources[finding](db, input)
  return { total: count, rows: items(page.offset, page.limit) }
}
