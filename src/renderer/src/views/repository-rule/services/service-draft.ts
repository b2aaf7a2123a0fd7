import type { DeploymentRule } from '../../../../../shared/model/repository.ts'
import { ServiceDraft as Checked, type Service, ServicePaths } from '../../../../../shared/model/service.ts'
import { draftOf, type RuleDraft, ruleOf } from '../rule-draft.ts'

/** A service while it is edited. */
export interface ServiceDraft {
  readonly name: string
  /** One path per line. */
  readonly paths: string
  /** Whether it has a rule of its own. */
  readonly ownRule: boolean
  /** What was typed for a rule of its own is kept while the repository's is looked at. */
  readonly rule: RuleDraft
}

export interface ServiceProblems {
  readonly name: string | null
  readonly paths: string | null
  readonly rule: string | null
}

export const newService = (rule: DeploymentRule): ServiceDraft => ({
  name: '',
  paths: '',
  ownRule: true,
  rule: draftOf(rule),
})

export const draftOfService = ({ name, paths, rule, inForce }: Service): ServiceDraft => ({
  name,
  paths: paths.join('\n'),
  ownRule: rule !== null,
  rule: draftOf(inForce),
})

/** The paths of a draft: a line each, without blank ones. */
export const pathsOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')

export interface CheckedDraft {
  /** What can be saved; null while something is wrong. */
  readonly service: Checked | null
  /** The paths that can be asked about; null while one of them is wrong. */
  readonly paths: readonly string[] | null
  /** The rule that can be previewed; null while its pattern is wrong. */
  readonly rule: DeploymentRule | null
  readonly problems: ServiceProblems
}

/** What a draft stands for, and what is wrong with it at which field. `others` are the repository's other services. */
export function checkDraft(
  draft: ServiceDraft,
  others: readonly Pick<Service, 'name'>[],
  repositoryRule: DeploymentRule,
): CheckedDraft {
  const name = Checked.shape.name.safeParse(draft.name)
  const lines = pathsOf(draft.paths)
  const paths = ServicePaths.safeParse(lines)
  const own = ruleOf(draft.rule)
  const rule = draft.ownRule ? own.rule : null
  const taken = others.find(other => other.name.toLowerCase() === draft.name.trim().toLowerCase())
  const problems = {
    name: taken ? `There is a service ${taken.name} already` : (name.error?.issues[0]?.message ?? null),
    paths: paths.success ? null : pathsProblem(lines, paths.error.issues[0]),
    rule: draft.ownRule ? own.problem : null,
  }
  const isWhole = name.success && paths.success && Object.values(problems).every(problem => problem === null)
  return {
    service: isWhole ? { name: name.data, paths: paths.data, rule } : null,
    paths: paths.success ? paths.data : null,
    rule: draft.ownRule ? own.rule : repositoryRule,
    problems,
  }
}

/** Says which of several paths is meant. */
function pathsProblem(
  lines: readonly string[],
  issue: { readonly path: readonly PropertyKey[]; readonly message: string } | undefined,
): string {
  const [at] = issue?.path ?? []
  const message = issue?.message ?? 'Not a path'
  return typeof at === 'number' && lines.length > 1 ? `${lines[at]}: ${message}` : message
}
