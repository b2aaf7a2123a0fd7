import type { JsonObject } from '../shared/reply.ts'
import { child, mergeOf } from './generated-history.ts'
import { noHistory, withCommit } from './history.ts'
import { people } from './records.ts'
import type { Maker, Site } from './site.ts'
import {
  githubTime,
  type SimCommit,
  type SimDeployment,
  type SimIssue,
  type SimPull,
  type SimRepository,
  type SimRun,
} from './world.ts'

const at = (time: number) => ({ updated_at: githubTime(time) })
/** A change of a repository, for `Site.update`. */
export type Change = Parameters<Site['update']>[1]

/** A change of one record of a list, the others as they were. */
const one =
  <Item extends { readonly record: JsonObject }>(by: (record: JsonObject) => boolean, change: (item: Item) => Item) =>
  (items: readonly Item[]) =>
    items.map(item => (by(item.record) ? change(item) : item))

/** What people do. */
export const comment =
  (number: number): Change =>
  ({ pulls }, make, now) => ({
    pulls: one<SimPull>(
      record => record['number'] === number,
      pull => ({
        ...pull,
        record: { ...pull.record, ...at(now) },
        comments: [...pull.comments, make.comment(now, people[2] ?? raise(), null)],
      }),
    )(pulls),
  })

export const merge =
  (number: number): Change =>
  ({ pulls, history = noHistory }, _make, now) => {
    const merged = one<SimPull>(
      record => record['number'] === number,
      pull => ({
        ...pull,
        record: {
          ...pull.record,
          ...at(now),
          state: 'closed',
          merged_at: githubTime(now),
          closed_at: githubTime(now),
          merged_by: people[0],
        },
      }),
    )(pulls)
    const pull = merged.find(({ record }) => record.number === number)
    const parents = history.head === null ? [] : [history.head]
    return { pulls: merged, ...(pull && { history: withCommit(history, mergeOf(pull, parents)) }) }
  }

/** Somebody pushes to the default branch. */
export const push =
  (subject: string): Change =>
  ({ history = noHistory }, make, now) => ({ history: withCommit(history, commitOn(make, subject, now, history.head)) })

/** Somebody puts a branch of one commit on top of another one (the head, if absent) and deploys it. */
export const deployBranch =
  (environment: string, subject: string, from?: string): Change =>
  ({ history = noHistory, deployments }, make, now) => {
    const commit = commitOn(make, subject, now, from ?? history.head)
    const deployment = make.deployment(environment, commit.sha, now, 'success')
    return { history: withCommit(history, commit, false), deployments: [...deployments, deployment] }
  }

/** Somebody puts the default branch so many commits back, and another one on top. */
export const forcePush =
  (back: number, subject: string): Change =>
  ({ history = noHistory }, make, now) => {
    let head = history.head
    for (let step = 0; step < back; step++) {
      head = history.commits.find(({ sha }) => sha === head)?.parents[0]?.sha ?? head
    }
    return { history: withCommit(history, commitOn(make, subject, now, head)) }
  }

function commitOn(make: Maker, subject: string, now: number, parent: string | null): SimCommit {
  const record = make.commit(`${subject} ${now}`, now, people[1] ?? raise(), subject)
  return child(record, parent === null ? [] : [parent])
}

/** Numbers are given to pull requests and issues together. */
const nextNumber = ({ pulls, issues }: SimRepository) =>
  [...pulls, ...issues].reduce((most, { record }) => Math.max(most, record.number), 0) + 1

export const openPull: Change = (repository, make, now) => {
  const author = people[3] ?? raise()
  const number = nextNumber(repository)
  const commits = [make.commit(`new ${number}`, now - 60_000, author, `Change ${number}`)]
  const parts = { commits, reviews: [], reviewComments: [], comments: [], events: [] }
  const facts = { title: `New ${number}`, branch: `feature/${number}`, author, createdAt: now, updatedAt: now, parts }
  return {
    pulls: [...repository.pulls, make.pull(number, { ...facts, state: 'open', endedAt: null, labels: [], size: 10 })],
  }
}

export const openIssue: Change = (repository, make, now) => {
  const number = nextNumber(repository)
  const facts = { labels: ['incident'], closings: 0, author: people[1] ?? raise() }
  return { issues: [...repository.issues, make.issue(number, now, facts)] }
}

export const closeIssue =
  (number: number): Change =>
  ({ issues }, make, now) => ({
    issues: one<SimIssue>(
      record => record['number'] === number,
      issue => ({
        record: { ...issue.record, ...at(now), state: 'closed', state_reason: 'completed', closed_at: githubTime(now) },
        events: [...issue.events, make.event('closed', now, people[0] ?? raise())],
      }),
    )(issues),
  })

export const deleteIssue =
  (number: number): Change =>
  ({ issues }) => ({ issues: issues.filter(({ record }) => record.number !== number) })

export const deploy =
  (environment: string, sha: string, result: string): Change =>
  ({ deployments }, make, now) => ({ deployments: [...deployments, make.deployment(environment, sha, now, result)] })

export const addStatus =
  (id: number, state: string): Change =>
  ({ deployments }, _make, now) => ({
    deployments: one<SimDeployment>(
      record => record['id'] === id,
      ({ record, statuses }) => ({
        record: { ...record, ...at(now) },
        statuses: [...statuses, { state, created_at: githubTime(now) }],
      }),
    )(deployments),
  })

export const deleteDeployment =
  (id: number): Change =>
  ({ deployments }) => ({ deployments: deployments.filter(({ record }) => record.id !== id) })

export const startRun =
  (workflow: string, sha: string): Change =>
  ({ runs }, make, now) => ({ runs: [...runs, make.run(workflow, sha, now, 'success')] })

export const deleteRun =
  (id: number): Change =>
  ({ runs }) => ({ runs: runs.filter(({ record }) => record.id !== id) })

export const rerun =
  (id: number, conclusion: string): Change =>
  ({ runs }, _make, now) => ({
    runs: one<SimRun>(
      record => record['id'] === id,
      ({ record, jobs }) => ({
        record: { ...record, ...at(now), run_attempt: Number(record['run_attempt']) + 1, conclusion },
        jobs: jobs.map(job => ({ ...job, conclusion })),
      }),
    )(runs),
  })

export const rename =
  (name: string): Change =>
  ({ record }) => {
    const owner = record.full_name.split('/')[0] ?? ''
    const html_url = `https://github.example/${owner}/${name}`
    return { record: { ...record, name, full_name: `${owner}/${name}`, html_url, clone_url: `${html_url}.git` } }
  }

function raise(): never {
  throw new Error('There is nobody')
}
