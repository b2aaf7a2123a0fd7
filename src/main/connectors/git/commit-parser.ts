import type { CommitEntity, PersonRef } from '../../../shared/model/entities.ts'
import { mentionsOf } from '../sdk/mentions.ts'

/** NUL-separated, because nothing in a commit can hold a NUL: names, dates and messages arrive as they are. */
export const commitFormat = '%H %P%x00%ad%x00%cd%x00%aN%x00%aE%x00%cN%x00%cE%x00%s%x00%b'
export const commitFormatArgs = ['-z', '--date=raw', '--encoding=UTF-8', `--format=tformat:${commitFormat}`]

const fields = 9
const subjectLength = 500
/** A character is at most four bytes of UTF-8. */
const subjectBytes = subjectLength * 4
const latestInstant = 8.64e15

export interface CommitParser {
  /** Parses what is complete in the chunk and what was left of the one before. */
  push(chunk: Buffer, into: CommitEntity[]): void
  /** Whether everything pushed was complete. */
  readonly atEnd: boolean
  /** Commits whose author or committer line was damaged and was filled in from the other one. */
  readonly repaired: readonly string[]
}

/**
 * Parses `git log` in `commitFormat`, from chunks cut anywhere. What is not UTF-8 is decoded with replacement characters. A
 * missing author (or committer) or date is taken from the committer (or author); both missing are the epoch.
 */
export function createCommitParser(): CommitParser {
  const people = new Map<string, PersonRef>()
  const repaired: string[] = []
  let rest: Buffer | null = null

  /** The same object for the same person, so that nothing is decoded twice. */
  const person = (bytes: Buffer, start: number, middle: number, end: number): PersonRef => {
    const key = bytes.toString('latin1', start, end)
    const known = people.get(key)
    if (known) return known
    const name = bytes.toString('utf8', start, middle).trim()
    const email = bytes.toString('utf8', middle + 1, end).trim()
    const made = { name: name || email, email: email || name }
    people.set(key, made)
    return made
  }

  const commit = (bytes: Buffer, start: number, ends: Int32Array): CommitEntity => {
    const [head = 0, authored = 0, committed = 0, aName = 0, aEmail = 0, cName = 0, cEmail = 0, subject = 0, body = 0] =
      ends
    const shaEnd = bytes.indexOf(0x20, start)
    const sha = bytes.toString('latin1', start, shaEnd)
    const width = shaEnd - start
    const parents: string[] = []
    for (let at = shaEnd + 1; at < head; at += width + 1) parents.push(bytes.toString('latin1', at, at + width))

    const authoredAt = instant(bytes, head + 1, authored)
    const committedAt = instant(bytes, authored + 1, committed)
    const author = person(bytes, committed + 1, aName, aEmail)
    const committer = person(bytes, aEmail + 1, cName, cEmail)
    if (authoredAt === null || committedAt === null || isNobody(author) || isNobody(committer)) repaired.push(sha)
    return {
      kind: 'commit',
      sha,
      parents,
      author: isNobody(author) ? committer : author,
      authoredAt: authoredAt ?? committedAt ?? 0,
      authorOffsetMinutes:
        authoredAt === null ? offsetMinutes(bytes, authored + 1, committed) : offsetMinutes(bytes, head + 1, authored),
      committer: isNobody(committer) ? author : committer,
      committedAt: committedAt ?? authoredAt ?? 0,
      committerOffsetMinutes:
        committedAt === null ? offsetMinutes(bytes, head + 1, authored) : offsetMinutes(bytes, authored + 1, committed),
      subject: subjectOf(bytes, cEmail + 1, subject),
      mentions: mentionsOf(bytes, subject + 1, body),
    }
  }

  const ends = new Int32Array(fields)
  return {
    repaired,
    get atEnd() {
      return rest === null
    },
    push(chunk, into) {
      const bytes: Buffer = rest === null ? chunk : Buffer.concat([rest, chunk])
      let start = 0
      let field = 0
      for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, end + 1)) {
        ends[field++] = end
        if (field < fields) continue
        into.push(commit(bytes, start, ends))
        start = end + 1
        field = 0
      }
      rest = start === bytes.length ? null : bytes.subarray(start)
    },
  }
}

const isNobody = (person: PersonRef) => person.email === ''

/** Epoch ms of `1700000000 +0200`; null where git found no date or none that a clock could show. */
export function instant(bytes: Buffer, start: number, end: number): number | null {
  let seconds = 0
  let at = start
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit < 0 || digit > 9) break
    seconds = seconds * 10 + digit
  }
  const ms = seconds * 1000
  return at === start || ms > latestInstant ? null : ms
}

/** Minutes east of UTC of `1700000000 -0530`; 0 for an offset no place on earth has. */
export function offsetMinutes(bytes: Buffer, start: number, end: number): number {
  const space = bytes.indexOf(0x20, start)
  if (space === -1 || space + 2 > end) return 0
  let digits = 0
  for (let at = space + 2; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit < 0 || digit > 9) break
    digits = digits * 10 + digit
  }
  const minutes = Math.floor(digits / 100) * 60 + (digits % 100)
  if (minutes === 0 || minutes > 14 * 60) return 0
  return bytes[space + 1] === 0x2d ? -minutes : minutes
}

function subjectOf(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, Math.min(end, start + subjectBytes))
  if (text.length <= subjectLength) return text
  const cut = text.slice(0, subjectLength)
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut
}
