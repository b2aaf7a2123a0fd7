import { workerData } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import { deriveIssues } from '../flow/derive-issues.ts'
import { keepDefaultFlow } from '../flow/keep-default-flow.ts'
import { compactDatabase } from '../store/compact.ts'
import { connectDatabase } from '../store/connect.ts'
import { checkIntegrity } from '../store/integrity-check.ts'
import type { MatchNames } from './deployment-candidates.ts'
import { deriveRepository, staleRepositories } from './derive-repository.ts'
import { adoptHosted } from './dora/adopt-hosted.ts'
import { assessedRepositories, assessRepository } from './dora/assess-repository.ts'
import { type FindGroups, findGroups } from './dora/find-groups.ts'
import { nameIssues } from './dora/name-issues.ts'
import { previewIncidents } from './dora/preview-incidents.ts'
import { previewIssueKeys } from './dora/preview-issue-keys.ts'
import { giveUpPatterns, repositoriesToName } from './dora/scan-names.ts'
import { forgetRuns } from './forget-runs.ts'
import type { MaintenanceData, MaintenanceTask } from './maintenance-tasks.ts'
import { previewRule } from './preview-rule.ts'
import { derivePulls } from './pulls/derive-pulls.ts'
import { purgeStep } from './purge.ts'
import { serveTasks } from './serve-tasks.ts'

const { databasePath } = workerData as MaintenanceData
let db: Database | undefined

serveTasks<MaintenanceTask>((task, unbounded) => {
  db ??= connectDatabase(databasePath)
  const match: MatchNames = (pattern, names) => {
    const regex = new RegExp(pattern, 'u')
    return unbounded(() => names.map(name => regex.test(name)))
  }
  const find: FindGroups = (pattern, texts) => unbounded(() => findGroups(pattern, texts))
  switch (task.type) {
    case 'derive':
      return deriveRepository(db, task.repositoryId, match, find)
    case 'listStale':
      return { adopted: adoptHosted(db), repositoryIds: staleRepositories(db) }
    case 'assess':
      return assessRepository(db, task.repositoryId, match)
    case 'listAssessed':
      return assessedRepositories(db, task.byIssues)
    case 'previewIncidents':
      return previewIncidents(db, task.repositoryId, task.rules, match)
    case 'listToName':
      return repositoriesToName(db)
    case 'nameIssues':
      return nameIssues(db, task.repositoryId, match, find)
    case 'giveUpPatterns':
      return giveUpPatterns(db)
    case 'previewIssueKeys':
      return previewIssueKeys(db, task.projectId, task.rule, find)
    case 'deriveIssues':
      return deriveIssues(db)
    case 'derivePulls':
      return derivePulls(db)
    case 'keepDefaultFlow':
      return keepDefaultFlow(db, task.at)
    case 'previewRule':
      return previewRule(db, task.repositoryId, task.rule, match)
    case 'purgeStep':
      return purgeStep(db)
    case 'checkIntegrity':
      return checkIntegrity(db, task.at)
    case 'forgetRuns':
      return forgetRuns(db, task.limits)
    case 'compact':
      return compactDatabase(db)
  }
})
