import { z } from 'zod'
import type { CommitEntity, PersonRef } from '../../../../shared/model/entities.ts'
import { Instant } from '../../sdk/instant.ts'
import { mentionsOf } from '../../sdk/mentions.ts'
import { parsing } from '../../sdk/parsing.ts'
import { clean } from '../../sdk/text.ts'

const Sha = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
const Account = z.object({ login: z.string() })
const Person = z.object({ name: z.string().nullish(), email: z.string().nullish() })

const GraphqlPerson = Person.extend({ date: z.string().nullish(), user: Account.nullish() })
const GraphqlHistoryCommit = z.object({
  oid: Sha,
  authoredDate: Instant,
  committedDate: Instant,
  message: z.string(),
  author: GraphqlPerson.nullish(),
  committer: GraphqlPerson.nullish(),
  parents: z.object({ nodes: z.array(z.object({ oid: Sha })) }),
})

const RestPerson = Person.extend({ date: Instant })
const RestHistoryCommit = z.object({
  sha: Sha,
  commit: z.object({ author: RestPerson, committer: RestPerson, message: z.string() }),
  author: z.union([Account, z.object({}).transform(() => null)]).nullish(),
  committer: z.union([Account, z.object({}).transform(() => null)]).nullish(),
  parents: z.array(z.object({ sha: Sha })),
})

/** @throws Error that says what is wrong with the record. */
export const commitOfGraphql = parsing(
  GraphqlHistoryCommit,
  (raw): CommitEntity => ({
    kind: 'commit',
    sha: raw.oid,
    parents: raw.parents.nodes.map(({ oid }) => oid),
    author: personOf(raw.author, raw.author?.user),
    authoredAt: raw.authoredDate,
    authorOffsetMinutes: offsetOf(raw.author?.date),
    committer: personOf(raw.committer, raw.committer?.user),
    committedAt: raw.committedDate,
    committerOffsetMinutes: offsetOf(raw.committer?.date),
    subject: subjectOf(raw.message),
    mentions: mentionedIn(raw.message),
  }),
)

/** Over REST, dates come without the zone they were made in. @throws Error that says what is wrong with the record. */
export const commitOfRest = parsing(
  RestHistoryCommit,
  (raw): CommitEntity => ({
    kind: 'commit',
    sha: raw.sha,
    parents: raw.parents.map(({ sha }) => sha),
    author: personOf(raw.commit.author, raw.author),
    authoredAt: raw.commit.author.date,
    authorOffsetMinutes: 0,
    committer: personOf(raw.commit.committer, raw.committer),
    committedAt: raw.commit.committer.date,
    committerOffsetMinutes: 0,
    subject: subjectOf(raw.commit.message),
    mentions: mentionedIn(raw.commit.message),
  }),
)

/** Whoever has no name is called by the e-mail, and the other way round, as with Git. */
function personOf(
  person: z.infer<typeof Person> | null | undefined,
  account: z.infer<typeof Account> | null | undefined,
): PersonRef {
  const name = clean(person?.name ?? '').trim()
  const email = clean(person?.email ?? '').trim()
  const login = account?.login ?? 'unknown'
  return { name: name || email || login, email: email || name || login }
}

/** Minutes east of UTC of `2026-01-31T08:00:00+05:30`. */
function offsetOf(date: string | null | undefined): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(date ?? '') ?? []
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0
}

/** What the body mentions: everything after the first paragraph. */
function mentionedIn(message: string): string | null {
  const body = /\S.*?\n[ \t\r]*\n(.*)/su.exec(clean(message))?.[1]
  return body === undefined ? null : mentionsOf(Buffer.from(body))
}

const longestSubject = 500

/** The first paragraph on one line, as `git log --format=%s` has it. */
export function subjectOf(message: string): string {
  const lines = clean(message)
    .split('\n')
    .map(line => line.trimEnd())
  const start = lines.findIndex(line => line !== '')
  if (start === -1) return ''
  const end = lines.indexOf('', start)
  const subject = lines.slice(start, end === -1 ? lines.length : end).join(' ')
  return subject.length <= longestSubject
    ? subject
    : subject
        .slice(0, longestSubject)
        .toWellFormed()
        .replace(/\ufffd$/, '')
}
