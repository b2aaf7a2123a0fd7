import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { defaultIssueKeyRule, IssueKeyRule } from '../../../shared/model/issue-keys.ts'

/** A project with what names its issues. */
export interface ProjectRule {
  readonly projectId: number
  /** As its issues have it before their number: `SHOP`, or `acme/web` at a code host. */
  readonly key: string
  readonly rule: IssueKeyRule
  /** The data source at a code host whose own issues these are: `#12` in its commits is one of them. */
  readonly ownSourceId: number | null
}

/** What is looked for in the texts of a repository. */
export interface KeyRules {
  readonly projects: readonly ProjectRule[]
  /** The project whose issues a number alone names. */
  readonly own: ProjectRule | null
  /** There is a code host: the number it puts at the end of a squash merge's subject is the pull request's own. */
  readonly hosted: boolean
  /** Differs when anything of it does. */
  readonly mark: string
}

/** The rules in force of all projects. Patterns that took too long are left out, and so are projects of removed connections. */
export function loadProjectRules(db: Database): readonly ProjectRule[] {
  return db
    .prepare<[], ProjectRow>(projectRules)
    .all()
    .map(({ projectId, key, rule, tooSlow, ownSourceId }) => {
      const saved = rule === null ? defaultIssueKeyRule : IssueKeyRule.parse(JSON.parse(rule))
      return { projectId, key, ownSourceId, rule: tooSlow === 1 ? { ...saved, patterns: [] } : saved }
    })
}

/** What is looked for in the texts of a repository that goes with these data sources of code hosts. */
export function keyRulesOf(projects: readonly ProjectRule[], hostedSources: readonly number[]): KeyRules {
  const isOwn = ({ ownSourceId, rule }: ProjectRule) =>
    rule.ownKey && ownSourceId !== null && hostedSources.includes(ownSourceId)
  const own = projects.find(isOwn) ?? null
  const hosted = hostedSources.length > 0
  return { projects, own, hosted, mark: `${finding} ${hosted} ${own?.projectId ?? ''} ${markOf(projects)}` }
}

/** Counted up when keys are found otherwise than before: everything is read again. */
const finding = 2

const marks = new WeakMap<readonly ProjectRule[], string>()

/** Short: every repository keeps it. */
function markOf(projects: readonly ProjectRule[]): string {
  const rules = () => JSON.stringify(projects.map(({ projectId, key, rule }) => [projectId, key, rule]))
  const mark = marks.get(projects) ?? createHash('sha1').update(rules()).digest('base64')
  marks.set(projects, mark)
  return mark
}

/** The key of an issue as its tracker writes it. */
export const keyOf = ({ key }: Pick<ProjectRule, 'key'>, number: string): string =>
  `${key}${isHostedKey(key) ? '#' : '-'}${number}`

/** Whether a project is a repository at a code host. */
export const isHostedKey = (key: string): boolean => key.includes('/')

interface ProjectRow extends Omit<ProjectRule, 'rule'> {
  readonly rule: string | null
  readonly tooSlow: 0 | 1 | null
}

const projectRules = `
  select p.id as projectId, p.key, u.rule, u.too_slow as tooSlow, (
      select h.data_source_id from hosted_repositories h join data_sources s on s.id = h.data_source_id
      where s.connection_id = p.connection_id and h.external_id = p.external_id) as ownSourceId
  from projects p join connections c on c.id = p.connection_id and c.removed_at is null
  left join issue_key_rules u on u.project_id = p.id order by p.id`
