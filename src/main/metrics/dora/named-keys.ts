import { type FindGroups, findGroups as unwatched } from './find-groups.ts'
import { isHostedKey, type KeyRules, keyOf, type ProjectRule } from './key-rules.ts'

/** Finds the keys of the issues that each of some texts names, each once. */
export type FindKeys = (texts: readonly string[]) => readonly (readonly string[])[]

export interface PatternRun {
  readonly find?: FindGroups
  /** Told before a project's patterns are run and, with null, when they have come to their end. */
  readonly onTry?: (projectId: number | null) => void
}

/**
 * Makes the search for what rules say. Keys come out as the tracker writes them, whatever the text's capitals; without the rules'
 * prefixes `UTF-8` or `SHA-256` would be issues.
 */
export function createKeyFinder(rules: KeyRules, { find = unwatched, onTry = () => {} }: PatternRun = {}): FindKeys {
  const byPrefix = new Map<string, ProjectRule[]>()
  for (const project of rules.projects) {
    const own = project.rule.ownKey ? [project.key] : []
    for (const prefix of [...own, ...project.rule.prefixes]) {
      const folded = prefix.toUpperCase()
      byPrefix.set(folded, [...(byPrefix.get(folded) ?? []), project])
    }
  }
  const numbers = rules.own !== null || [...byPrefix.keys()].some(isHostedKey)
  const withPatterns = rules.projects.filter(({ rule }) => rule.patterns.length > 0)

  const keysIn = (text: string): Set<string> => {
    const found = new Set<string>()
    for (const [, prefix = '', number = ''] of text.matchAll(keyed)) {
      for (const project of byPrefix.get(prefix.toUpperCase()) ?? []) found.add(keyOf(project, number))
    }
    if (!numbers) return found
    for (const [, prefix, number = ''] of text.matchAll(numbered)) {
      const named = prefix === undefined ? (rules.own ? [rules.own] : []) : (byPrefix.get(prefix.toUpperCase()) ?? [])
      for (const project of named) found.add(keyOf(project, number))
    }
    return found
  }

  return whole => {
    const texts = rules.hosted ? whole.map(text => text.replace(ownNumber, '')) : whole
    const found = texts.map(keysIn)
    for (const project of withPatterns) {
      onTry(project.projectId)
      for (const pattern of project.rule.patterns) {
        for (const [i, captured] of find(pattern, texts).entries()) {
          for (const text of captured) {
            const key = keyCaptured(project, text)
            if (key !== null) found[i]?.add(key)
          }
        }
      }
      onTry(null)
    }
    return found.map(keys => [...keys])
  }
}

const keyed = /(?<![\p{L}\p{N}])([a-z][a-z0-9_]+)-([1-9]\d*)(?![\p{L}\p{N}])/giu
/** `#12`, `GH-12`, `acme/web#12`. */
const numbered = /(?<![\p{L}\p{N}/#&-])(?:([\w.-]+\/[\w.-]+)?#|GH-)([1-9]\d*)(?![\p{L}\p{N}])/giu
/** What a squash merge puts at the end of a subject, and a merge at its beginning: the pull request itself. */
const ownNumber = /\(#\d+\)$|^Merge pull request #\d+/gimu

/** What a pattern captured as a key of its project: a number, or a key whose prefix is the project's. Null for anything else. */
function keyCaptured(project: ProjectRule, text: string): string | null {
  const parts = /^(?:(.+)[-#])?0*([1-9]\d*)$/u.exec(text.trim())
  if (!parts) return null
  const [, prefix, number = ''] = parts
  const isTheirs = [project.key, ...project.rule.prefixes].some(own => own.toUpperCase() === prefix?.toUpperCase())
  return prefix === undefined || isTheirs ? keyOf(project, number) : null
}
