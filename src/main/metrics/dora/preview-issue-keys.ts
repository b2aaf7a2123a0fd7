import type { Database } from 'better-sqlite3'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { IssueKeyPreview, IssueKeyRule } from '../../../shared/model/issue-keys.ts'
import type { FindGroups } from './find-groups.ts'
import { keyRulesOf, loadProjectRules, type ProjectRule } from './key-rules.ts'
import { hostedSources } from './load-hosted.ts'
import { createKeyFinder, type FindKeys } from './named-keys.ts'

/** Texts that are read and searched in one go. */
const atOnce = 10_000
const knownExamples = 6
const unknownExamples = 3

type Kind = IssueKeyPreview['examples'][number]['of']
interface Text {
  readonly id: number
  readonly text: string
}

/** What a rule about a project's issue keys would find in all active commits and pull requests. @throws WeirError `rpc.not_found`. */
export function previewIssueKeys(
  db: Database,
  projectId: number,
  rule: IssueKeyRule,
  find?: FindGroups,
): IssueKeyPreview {
  const stored = loadProjectRules(db).find(project => project.projectId === projectId)
  if (!stored) throw new WeirError('rpc.not_found', { hint: 'This project no longer exists.' })
  const issues = new Set(
    db.prepare<[number], string>('select key from issues where project_id = ?').pluck().all(projectId),
  )
  const tally = createTally(issues)
  for (const { repositoryIds, sources } of placesToRead(db, { ...stored, rule })) {
    const findKeys = createKeyFinder(keyRulesOf([{ ...stored, rule }], sources), find && { find })
    read(db, commitTexts, JSON.stringify(repositoryIds), findKeys, tally('commit'))
    read(db, pullTexts, JSON.stringify(sources), findKeys, tally('pull_request'))
  }
  return tally.result()
}

/** The repositories with their code hosts' data sources: in its own a number alone names an issue, in any a merge names its pull request. */
function placesToRead(db: Database, { ownSourceId }: ProjectRule) {
  const repositories = db
    .prepare<[], number>(activeRepositories)
    .pluck()
    .all()
    .map(id => ({ id, sources: hostedSources(db, id) }))
  const groups = Map.groupBy(repositories, ({ sources }) =>
    ownSourceId !== null && sources.includes(ownSourceId) ? 'own' : sources.length > 0 ? 'hosted' : 'plain',
  )
  return [...groups.values()].map(of => ({
    repositoryIds: of.map(({ id }) => id),
    sources: [...new Set(of.flatMap(({ sources }) => sources))],
  }))
}

function read(
  db: Database,
  select: string,
  among: string,
  findKeys: FindKeys,
  note: (text: Text, keys: readonly string[]) => void,
): void {
  const rows = db.prepare<[string, number, number], Text>(select)
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const part = rows.all(among, before, atOnce)
    const keys = findKeys(part.map(({ text }) => text))
    for (const [i, text] of part.entries()) note(text, keys[i] ?? [])
    const last = part.at(-1)
    if (!last || part.length < atOnce) return
    before = last.id
  }
}

function createTally(issues: ReadonlySet<string>) {
  const named = new Set<string>()
  const counts: Record<Kind, number> = { commit: 0, pull_request: 0 }
  const examples: Record<'known' | 'unknown', IssueKeyPreview['examples']> = { known: [], unknown: [] }
  let unknown = 0
  const note =
    (of: Kind) =>
    ({ id, text }: Text, found: readonly string[]) => {
      if (found.length === 0) return
      const keys = found.map(key => ({ key, known: issues.has(key) }))
      for (const { key, known } of keys) if (known) named.add(key)
      if (keys.some(({ known }) => known)) counts[of]++
      const odd = keys.some(({ known }) => !known)
      if (odd) unknown++
      const [list, most] = odd ? [examples.unknown, unknownExamples] : [examples.known, knownExamples]
      if (list.length < most) list.push({ of, id, text: text.slice(0, 300), keys: keys.slice(0, 10) })
    }
  return Object.assign(note, {
    result: (): IssueKeyPreview => ({
      issues: named.size,
      commits: counts.commit,
      pullRequests: counts.pull_request,
      unknown,
      examples: [...examples.known, ...examples.unknown],
    }),
  })
}

const activeRepositories = `
  select r.id from repositories r join data_sources s on s.id = r.data_source_id and s.active = 1
  join connections c on c.id = s.connection_id and c.enabled = 1 and c.removed_at is null order by r.id`

const commitTexts = `
  select c.id, iif(m.text is null, c.subject, c.subject || char(10) || m.text) as text
  from commits c not indexed left join commit_mentions m on m.commit_id = c.id
  where c.repository_id in (select value from json_each(?)) and c.id < ? and c.active = 1
    and (c.subject glob '*[0-9]*' or m.commit_id is not null) order by c.id desc limit ?`

const pullTexts = `
  select p.id, p.title || char(10) || b.name || coalesce(char(10) || (
      select group_concat(subject, char(10)) from pull_request_commits where pull_request_id = p.id), '') as text
  from pull_requests p not indexed join names b on b.id = p.head_branch_id
  where p.data_source_id in (select value from json_each(?)) and p.id < ? and p.active = 1 order by p.id desc limit ?`
