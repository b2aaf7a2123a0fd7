import { setTimeout as delay } from 'node:timers/promises'
import type { TableName } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { ProjectId, RepositoryId } from '../../shared/model/ids.ts'
import type { IncidentRules, IncidentRulesPreview } from '../../shared/model/incidents.ts'
import type { IssueKeyPreview, IssueKeyRule } from '../../shared/model/issue-keys.ts'
import type { DeploymentRule, RulePreview } from '../../shared/model/repository.ts'
import type { Clock, Logger } from '../ports.ts'
import type { IntegrityCheck } from '../store/integrity-check.ts'
import type { RunLimits } from './forget-runs.ts'
import type { MaintenanceData, MaintenanceResults, MaintenanceTask } from './maintenance-tasks.ts'
import { onceAtATime } from './once-at-a-time.ts'
import { createTaskThread, type TaskOptions } from './task-thread.ts'

export interface MaintenanceOptions {
  readonly entry: URL
  readonly databasePath: string
  readonly logger: Logger
  readonly clock: Clock
  readonly onChanged: (tables: readonly TableName[]) => void
  /** How long the thread waits for more work before it ends. */
  readonly idleMs?: number
  /** How long a user's regular expression may take on one repository's tags. */
  readonly patternMs?: number
  /** How long histories wait after others were worked out, so that a running sync is followed in few large steps. */
  readonly flowPauseMs?: number
}

/** Work on the database that must not hold up anybody: it runs in a thread of its own, one task after the other. */
export interface Maintenance {
  /**
   * Works out the repositories' deployments and what shipped with them, from what is stored when it begins. A repository that
   * already waits for its turn is not done twice. One that fails does not keep the others back.
   * @throws WeirError `settings.invalid` for a saved pattern that takes too long; the first fault of several.
   */
  derive(repositoryIds: readonly RepositoryId[]): Promise<void>
  /**
   * `derive` for every repository whose history, rule or data at the code host has changed since it was last done. Calls that come before it
   * has begun are one.
   */
  deriveStale(): Promise<void>
  /** Works out the repositories' incidents and which deployments failed by them, from the deployments as they are stored. */
  assess(repositoryIds: readonly RepositoryId[]): Promise<void>
  /** `assess` for every repository with deployments. */
  assessAll(): Promise<void>
  /** `assess` for the repositories whose incidents are issues. Calls that come before it has begun are one. */
  assessByIssues(): Promise<void>
  /**
   * Reads what commits and pull requests say again where they were read for other rules about issue keys than those in force. Calls that
   * come before it has begun are one.
   */
  nameIssues(): Promise<void>
  /**
   * Works out the status histories of all issues that have changed since theirs were, and keeps Weir's own flow configuration in step.
   * Calls that come before it has begun are one.
   */
  deriveFlow(): Promise<void>
  /** Brings what is derived from pull requests up to date with them. Calls that come before it has begun are one. */
  derivePulls(): Promise<void>
  /** What a rule would find. @throws WeirError `rpc.not_found`, or `settings.invalid` for a pattern that takes too long. */
  previewRule(repositoryId: RepositoryId, rule: DeploymentRule): Promise<RulePreview>
  /** What incident rules would find. @throws WeirError as `previewRule`. */
  previewIncidents(repositoryId: RepositoryId, rules: IncidentRules): Promise<IncidentRulesPreview>
  /** What a rule about issue keys would find. @throws WeirError as `previewRule`. */
  previewIssueKeys(projectId: ProjectId, rule: IssueKeyRule): Promise<IssueKeyPreview>
  /** Deletes what belongs to removed connections, as far as no running job is in the way. */
  purgeRemoved(): Promise<void>
  /**
   * Reads the whole database file and writes down in `upkeep` what was found; derivations wait meanwhile. Harmless beside a
   * running job, whose log only grows by what it writes until the end. @throws WeirError `rpc.cancelled`, `store.*`.
   */
  checkIntegrity(signal?: AbortSignal): Promise<IntegrityCheck>
  /** Rewrites the database without its free pages. Others only read meanwhile. */
  compact(): Promise<void>
  /** Deletes runs beyond the limits, with their logs. */
  forgetRuns(limits: RunLimits): Promise<void>
  /** Ends the thread. What was under way is cancelled and taken up again by `deriveStale` and `purgeRemoved`. */
  close(): Promise<void>
}

export function createMaintenance(options: MaintenanceOptions): Maintenance {
  const {
    entry,
    databasePath,
    logger,
    clock,
    onChanged,
    idleMs = 10_000,
    patternMs = 2_000,
    flowPauseMs = 500,
  } = options
  const createThread = () =>
    createTaskThread({
      entry,
      workerData: { databasePath } satisfies MaintenanceData,
      logger,
      abandonAfterMs: 0,
      unboundedMs: patternMs,
      idleMs,
    })
  const thread = createThread()
  // A derivation may take many seconds: who looks at what a rule would find does not wait for it. Previews write nothing.
  const previews = createThread()
  const waiting = new Map<RepositoryId, Promise<void>>()

  async function run<Type extends keyof MaintenanceResults>(
    task: MaintenanceTask & { readonly type: Type },
    taskOptions?: TaskOptions,
  ): Promise<MaintenanceResults[Type]> {
    return (await thread.run(task, taskOptions)) as MaintenanceResults[Type]
  }

  async function preview<Type extends keyof MaintenanceResults>(
    task: MaintenanceTask & { readonly type: Type },
  ): Promise<MaintenanceResults[Type]> {
    return (await previews.run(task)) as MaintenanceResults[Type]
  }

  function announce(tables: readonly TableName[]): void {
    if (tables.length > 0) onChanged(tables)
  }

  async function deriveOne(repositoryId: RepositoryId, onStart: () => void): Promise<void> {
    const askedAt = clock.now()
    const changed = await unlessTooSlow(() => run({ type: 'derive', repositoryId }, { onStart }))
    logger.debug('Worked out deployments', { repositoryId, changed, tookMs: clock.now() - askedAt })
    announce(changed)
  }

  /** Does it again without the saved patterns for issue keys that took too long, if such there were: the screen of the rules says so. */
  async function unlessTooSlow<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work()
    } catch (error) {
      const mayBe = error instanceof WeirError && error.code === 'settings.invalid'
      if (!mayBe || !(await run({ type: 'giveUpPatterns' }))) throw error
      logger.warn('A pattern for issue keys took too long and is not used any more')
      announce(['issue_keys'])
      return await work()
    }
  }

  async function nameIssuesNow(): Promise<void> {
    for (const repositoryId of await run({ type: 'listToName' })) {
      announce(await unlessTooSlow(() => run({ type: 'nameIssues', repositoryId })))
    }
  }

  function deriveOnce(repositoryId: RepositoryId): Promise<void> {
    const known = waiting.get(repositoryId)
    if (known) return known
    let begun = false
    const derived = deriveOne(repositoryId, () => {
      begun = true
      waiting.delete(repositoryId)
    })
    if (!begun) waiting.set(repositoryId, derived)
    return derived
  }

  async function derive(repositoryIds: readonly RepositoryId[]): Promise<void> {
    const all = repositoryIds.map(deriveOnce)
    await Promise.allSettled(all)
    await Promise.all(all)
  }

  async function deriveFlowNow(): Promise<void> {
    const askedAt = clock.now()
    let issues = 0
    for (let more = true; more; ) {
      const progress = await run({ type: 'deriveIssues' })
      announce([
        ...(progress.derived > 0 ? (['flow_facts'] as const) : []),
        ...(progress.statusesAdded ? (['statuses'] as const) : []),
      ])
      issues += progress.derived
      more = progress.more
    }
    if (await run({ type: 'keepDefaultFlow', at: clock.now() })) announce(['flow_versions'])
    if (issues > 0) logger.debug('Worked out status histories', { issues, tookMs: clock.now() - askedAt })
  }

  async function derivePullsNow(): Promise<void> {
    for (let more = true; more; ) {
      const progress = await run({ type: 'derivePulls' })
      if (progress.derived > 0) announce(['pull_request_facts'])
      more = progress.more
    }
  }

  async function deriveStaleNow(): Promise<void> {
    const { adopted, repositoryIds } = await run({ type: 'listStale' })
    if (adopted) announce(['repositories'])
    await derive(repositoryIds)
  }

  async function assess(repositoryIds: readonly RepositoryId[]): Promise<void> {
    for (const repositoryId of repositoryIds) announce(await run({ type: 'assess', repositoryId }))
  }

  return {
    derive,
    assess,
    assessAll: async () => assess(await run({ type: 'listAssessed', byIssues: false })),
    assessByIssues: onceAtATime(async () => assess(await run({ type: 'listAssessed', byIssues: true }))),
    previewIncidents: (repositoryId, rules) => preview({ type: 'previewIncidents', repositoryId, rules }),
    deriveFlow: onceAtATime(deriveFlowNow, () => delay(flowPauseMs)),
    deriveStale: onceAtATime(deriveStaleNow),
    derivePulls: onceAtATime(derivePullsNow),
    nameIssues: onceAtATime(nameIssuesNow),
    previewRule: (repositoryId, rule) => preview({ type: 'previewRule', repositoryId, rule }),
    previewIssueKeys: (projectId, rule) => preview({ type: 'previewIssueKeys', projectId, rule }),
    async purgeRemoved() {
      for (let more = true; more; ) {
        const progress = await run({ type: 'purgeStep' })
        announce(progress.changed)
        more = progress.more
      }
    },
    compact: () => run({ type: 'compact' }),
    async checkIntegrity(signal) {
      const check = await run({ type: 'checkIntegrity', at: clock.now() }, { signal })
      if (check.finding !== null) logger.error('The database is damaged', { ...check })
      else if (check.unrecorded !== null) logger.warn('An integrity check could not be written down', { ...check })
      return check
    },
    async forgetRuns(limits) {
      for (let more = true; more; ) {
        const changed = await run({ type: 'forgetRuns', limits })
        announce(changed)
        more = changed.length > 0
      }
    },
    close: async () => void (await Promise.all([thread.close(), previews.close()])),
  }
}
