import type { MatchReason, MatchStrength } from '../../shared/model/people.ts'
import { foldName, foldText } from './fold-text.ts'

/** What matching needs of a person. */
export interface Candidate {
  readonly id: number
  readonly bot: boolean
  /** How much of it there is: of two, the one with more is kept. */
  readonly work: number
  readonly identities: readonly {
    readonly name: string
    readonly email: string | null
    /** Tells accounts of one server apart from those of others; null for Git, where anybody has several e-mails. */
    readonly site: string | null
    /** The number of a GitHub account, whose name is its login; null for anything else. */
    readonly githubId: string | null
  }[]
}

export interface Match {
  readonly into: number
  readonly other: number
  readonly strength: MatchStrength
  readonly reasons: readonly MatchReason[]
}

/** A key that so many share says nothing about any two of them. */
const mostOfAKey = 25

/**
 * Pairs of people that look like one, strongest first. People are grouped by what they share, and each is paired with the one of its group
 * that did most: the work grows with the number of people, not of pairs.
 */
export function matchPeople(
  candidates: readonly Candidate[],
  isRejected: (one: number, other: number) => boolean,
): readonly Match[] {
  const groups = new Map<string, Map<Candidate, MatchReason>>()
  for (const candidate of candidates) {
    for (const { key, ...reason } of keysOf(candidate)) {
      const group = groups.get(key) ?? new Map<Candidate, MatchReason>()
      groups.set(key, group)
      if (!group.has(candidate)) group.set(candidate, reason)
    }
  }
  const pairs = new Map<string, { into: Candidate; other: Candidate; reasons: MatchReason[] }>()
  for (const group of groups.values()) {
    if (group.size < 2 || group.size > mostOfAKey) continue
    const ordered = [...group.keys()].sort((a, b) => b.work - a.work || a.id - b.id)
    for (const [place, other] of ordered.entries()) {
      const into = ordered.slice(0, place).find(one => one.bot === other.bot && !isRejected(one.id, other.id))
      const reason = into && weaker(group.get(into), group.get(other))
      if (!into || !reason) continue
      const name = `${Math.min(into.id, other.id)} ${Math.max(into.id, other.id)}`
      const pair = pairs.get(name) ?? { into, other, reasons: [] }
      pairs.set(name, pair)
      pair.reasons.push(reason)
    }
  }
  return [...pairs.values()]
    .map(({ into, other, reasons }) => ({
      into: into.id,
      other: other.id,
      reasons: withoutImplied(reasons),
      strength: strengthOf(reasons, into, other),
    }))
    .sort((a, b) => ranks[a.strength] - ranks[b.strength] || a.into - b.into || a.other - b.other)
}

const isCertain = ({ kind }: MatchReason) => kind === 'email' || kind === 'github_address'

/** An e-mail in common says all that its parts would say again; a login in common, that the name in it is the same. */
function withoutImplied(reasons: readonly MatchReason[]): readonly MatchReason[] {
  if (reasons.some(isCertain)) return reasons.filter(reason => isCertain(reason) || reason.kind === 'name')
  const sameLogin = reasons.some(({ kind }) => kind === 'login')
  return sameLogin ? reasons.filter(({ kind }) => kind !== 'name_in_email') : reasons
}

/** Why two have the same key, when they may have it for different reasons. */
function weaker(one: MatchReason | undefined, other: MatchReason | undefined): MatchReason | undefined {
  return one?.kind === 'name_in_email' ? one : other
}

const ranks: Readonly<Record<MatchStrength, number>> = { strong: 0, likely: 1, weak: 2 }

function strengthOf(reasons: readonly MatchReason[], one: Candidate, other: Candidate): MatchStrength {
  if (reasons.some(isCertain)) return 'strong'
  const fullName = reasons.some(({ kind, value }) => kind === 'name' && foldName(value).includes(' '))
  return fullName && !shareASite(one, other) ? 'likely' : 'weak'
}

/** Two accounts on one server are mostly two people, whatever their names. */
function shareASite(one: Candidate, other: Candidate): boolean {
  const sites = new Set(one.identities.flatMap(({ site }) => site ?? []))
  return other.identities.some(({ site }) => site !== null && sites.has(site))
}

interface Key extends MatchReason {
  readonly key: string
}

function keysOf({ identities }: Candidate): readonly Key[] {
  return identities.flatMap(({ name, email, githubId }) => {
    const address = email?.trim().toLowerCase() ?? ''
    const login = githubId === null ? loginOf(address) : name.toLowerCase()
    const account = githubId ?? hiddenAccountOf(address)
    const words = foldName(name)
    const loginWords = foldText(login).split(' ').sort().join(' ')
    const keys: Key[] = []
    if (address.includes('@')) keys.push({ key: `email ${address}`, kind: 'email', value: address })
    if (account !== null) keys.push({ key: `github ${account}`, kind: 'github_address', value: login })
    if (words.length >= 3 && githubId === null) keys.push({ key: `name ${words}`, kind: 'name', value: name })
    if (loginWords.includes(' '))
      keys.push({ key: `name ${loginWords}`, kind: 'name_in_email', value: address || login })
    if (login.length >= 3 && !generic.has(login)) keys.push({ key: `login ${login}`, kind: 'login', value: login })
    return keys
  })
}

/** The number of the account that GitHub made an address for; null for any other address. */
const hiddenAccountOf = (email: string): string | null =>
  /^(\d+)\+[^@]*@users\.noreply\.github\.com$/.exec(email)?.[1] ?? null

/** What stands before the @; the login of GitHub's addresses that hide another (`1234+login@users.noreply.github.com`). */
function loginOf(email: string): string {
  const [local = ''] = email.split('@')
  return email.endsWith('@users.noreply.github.com') ? (local.split('+').at(-1) ?? '') : (local.split('+')[0] ?? '')
}

/** Addresses of a role, not of somebody. */
const generic: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'bot',
  'build',
  'contact',
  'dev',
  'developer',
  'email',
  'git',
  'github',
  'hello',
  'info',
  'jenkins',
  'mail',
  'me',
  'no-reply',
  'noreply',
  'office',
  'root',
  'support',
  'team',
  'test',
  'ubuntu',
  'user',
  'webmaster',
])
