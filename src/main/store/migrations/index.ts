import type { Kysely } from 'kysely'
import * as first from './0010-first.ts'
import * as cycles from './0020-cycles.ts'
import * as jira from './0030-jira.ts'
import * as flow from './0040-flow.ts'
import * as teams from './0050-teams.ts'
import * as github from './0060-github.ts'
import * as dora from './0070-dora.ts'
import * as doraStages from './0075-dora-stages.ts'
import * as pullRequests from './0080-pull-requests.ts'
import * as hostedSources from './0090-hosted-sources.ts'
import * as services from './0100-services.ts'
import * as issueKeys from './0110-issue-keys.ts'
import * as namedVersions from './0115-named-versions.ts'
import * as history from './0120-history.ts'
import * as increments from './0130-increments.ts'
import * as mergeCommits from './0135-merge-commits.ts'
import * as latestChoices from './0140-latest-choices.ts'
import * as pullRequestServices from './0150-pull-request-services.ts'
import * as servicesStepByStep from './0160-services-step-by-step.ts'
import * as flaggedField from './0170-flagged-field.ts'

export interface WeirMigration {
  up(db: Kysely<unknown>): Promise<void>
}

/** Every migration by its name, in order. Listed by hand: a bundle has no folder to scan. A landed one is never edited. */
export const migrations: Readonly<Record<string, WeirMigration>> = {
  '0010-first': first,
  '0020-cycles': cycles,
  '0030-jira': jira,
  '0040-flow': flow,
  '0050-teams': teams,
  '0060-github': github,
  '0070-dora': dora,
  '0075-dora-stages': doraStages,
  '0080-pull-requests': pullRequests,
  '0090-hosted-sources': hostedSources,
  '0100-services': services,
  '0110-issue-keys': issueKeys,
  '0115-named-versions': namedVersions,
  '0120-history': history,
  '0130-increments': increments,
  '0135-merge-commits': mergeCommits,
  '0140-latest-choices': latestChoices,
  '0150-pull-request-services': pullRequestServices,
  '0160-services-step-by-step': servicesStepByStep,
  '0170-flagged-field': flaggedField,
}
