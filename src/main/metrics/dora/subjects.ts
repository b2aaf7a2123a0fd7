/** The subject a revert names: `Revert "…"`, with a squash merge's number or without. A revert of a revert brings back: it is none. */
const revertOf = /^revert(?:ed)?:?\s+"(?<subject>.+)"(?:\s+\(#\d+\))?$/iu
/** `revert: …` of conventional commits. */
const conventionalRevert = /^revert(?:\([^)]*\))?!?:\s*(?<subject>.+?)(?:\s+\(#\d+\))?$/iu

/** What a commit of this subject takes back: the subject of another. Null when it is no revert, or takes back a revert. */
export function revertedSubject(subject: string): string | null {
  const match = revertOf.exec(subject) ?? conventionalRevert.exec(subject)
  const reverted = match?.groups?.['subject']?.trim()
  if (!reverted || isRevert(reverted)) return null
  return reverted
}

/**
 * The sha a message's body says its commit takes back, as git writes it: `This reverts commit <sha>.` Null when it says none, or when
 * its subject says that it brings something back.
 */
export function revertedSha(subject: string, body: string): string | null {
  if (bringsBack.test(subject)) return null
  return (
    /\bthis reverts commit (?<sha>[0-9a-f]{40}(?:[0-9a-f]{24})?)\b/iu.exec(body)?.groups?.['sha']?.toLowerCase() ?? null
  )
}

const bringsBack = /^(?:reapply\b|revert(?:ed)?:?\s+"(?:revert|reapply)\b)/iu

const isRevert = (subject: string): boolean => /^(?:revert|reapply)\b/iu.test(subject)

/** The subject without the number a squash merge adds: what reverts are compared by. */
export const plainSubject = (subject: string): string => subject.replace(/\s+\(#\d+\)$/u, '').trim()

const mergeSubjects = [
  /^Merge (?:remote-tracking )?branch '(?<branch>[^']+)'/u,
  /^Merge pull request #\d+ (?:in \S+ )?from (?:[^\s/:]+[/:])(?<branch>\S+)/u,
  /^Merged in (?<branch>\S+) \(pull request #\d+\)/u,
]

/** The branch a merge commit's subject says it merged; null when it says none. */
export function mergedBranch(subject: string): string | null {
  for (const pattern of mergeSubjects) {
    const branch = pattern.exec(subject)?.groups?.['branch']
    if (branch) return branch.replace(/^origin\//u, '')
  }
  return null
}
