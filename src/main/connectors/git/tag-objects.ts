import type { PersonRef } from '../../../shared/model/entities.ts'
import type { CommandRunner } from '../sdk/connector.ts'
import { instant } from './commit-parser.ts'
import { askGit, type GitOptions, readGit } from './program.ts'

export interface TagObject {
  readonly taggedAt: number | null
  readonly tagger: PersonRef | null
}

/** Who made each of these tag objects, and when; old ones may not say. */
export async function readTagObjects(
  commands: CommandRunner,
  options: GitOptions & { readonly cwd: string },
  shas: readonly string[],
): Promise<ReadonlyMap<string, TagObject>> {
  if (shas.length === 0) return new Map()
  const input = [shas.map(sha => `${sha}\n`).join('')]
  const parsed = parseTagObjects(await readGit(commands, ['cat-file', '--batch', '--buffer'], { ...options, input }))
  return mapPeople(commands, options, parsed)
}

/** Parses `git cat-file --batch`: `<sha> <type> <size> newline <size bytes> newline`, or `<sha> missing newline`. */
export function parseTagObjects(bytes: Buffer): Map<string, TagObject> {
  const found = new Map<string, TagObject>()
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf(0x0a, at)
    const [sha = '', type = '', size = ''] = bytes.toString('latin1', at, lineEnd).split(' ')
    at = lineEnd + 1
    if (size === '') continue
    if (type === 'tag') found.set(sha, parseTag(bytes.subarray(at, at + Number(size))))
    at += Number(size) + 1
  }
  return found
}

function parseTag(bytes: Buffer): TagObject {
  const blank = bytes.indexOf('\n\n')
  const head = bytes.subarray(0, blank === -1 ? bytes.length : blank)
  const start = head.indexOf('\ntagger ')
  if (start === -1) return { taggedAt: null, tagger: null }
  const lineStart = start + '\ntagger '.length
  const lineEnd = head.indexOf(0x0a, lineStart)
  const line = head.subarray(lineStart, lineEnd === -1 ? head.length : lineEnd)
  const open = line.indexOf(0x3c)
  const close = line.lastIndexOf(0x3e)
  if (open === -1 || close < open) return { taggedAt: null, tagger: null }
  const name = line.toString('utf8', 0, open).trim()
  const email = line.toString('utf8', open + 1, close).trim()
  return {
    taggedAt: instant(line, close + 2, line.length),
    tagger: name === '' && email === '' ? null : { name: name || email, email: email || name },
  }
}

/** Taggers as `.mailmap` has them, as commits' authors are. */
async function mapPeople(
  commands: CommandRunner,
  options: GitOptions & { readonly cwd: string },
  tags: Map<string, TagObject>,
): Promise<ReadonlyMap<string, TagObject>> {
  const contacts = [...new Set([...tags.values()].flatMap(({ tagger }) => (tagger ? [contactOf(tagger)] : [])))]
  if (contacts.length === 0) return tags
  const { ok, output } = await askGit(commands, ['check-mailmap', '--stdin'], {
    ...options,
    input: [`${contacts.join('\n')}\n`],
  })
  const mapped = output.toString('utf8').split('\n')
  if (!ok || mapped.length !== contacts.length + 1) return tags
  const people = new Map(contacts.map((contact, index) => [contact, personOf(mapped[index] ?? contact)]))
  return new Map(
    [...tags].map(([sha, tag]) => [
      sha,
      tag.tagger ? { ...tag, tagger: people.get(contactOf(tag.tagger)) ?? tag.tagger } : tag,
    ]),
  )
}

const contactOf = ({ name, email }: PersonRef) => `${name} <${email}>`

function personOf(contact: string): PersonRef | null {
  const open = contact.lastIndexOf('<')
  const email = contact.slice(open + 1, -1)
  return open === -1 || email === '' ? null : { name: contact.slice(0, open).trim() || email, email }
}
