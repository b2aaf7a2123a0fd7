import type { JsonObject } from '../shared/reply.ts'
import { noHistory } from './history.ts'
import type { SimCommit, SimRepository } from './world.ts'

/** What `git fast-import` makes the history of a repository from. The mark of a commit is its place in the history, from 1. */
export function* fastImport({ record, pulls, tags, history = noHistory }: SimRepository): Generator<string> {
  const marks = new Map(history.commits.map(({ sha }, index) => [sha, index + 1]))
  const bySha = new Map(history.commits.map(commit => [commit.sha, commit]))
  const markOf = (sha: string) => {
    const mark = marks.get(sha)
    if (mark === undefined) throw new Error(`There is no commit ${sha}`)
    return `:${mark}`
  }
  const reset = (ref: string, sha: unknown) =>
    typeof sha === 'string' && marks.has(sha) ? `reset ${ref}\nfrom ${markOf(sha)}\n\n` : ''

  for (const commit of history.commits) {
    const [first, ...others] = commit.parents.map(({ sha }) => sha)
    yield first === undefined ? 'reset refs/import\n\n' : ''
    yield `commit refs/import\nmark ${markOf(commit.sha)}\n${peopleOf(commit)}${data(String(commit.commit['message']))}`
    if (first !== undefined) yield `from ${markOf(first)}\n`
    for (const other of others) yield `merge ${markOf(other)}\n`
    const changes = others.length === 0 ? [commit] : others.flatMap(other => since(bySha, other, first))
    for (const change of changes) yield fileOf(change, marks.get(change.sha) ?? 0)
    yield '\n'
  }
  yield reset(`refs/heads/${record['default_branch']}`, history.head)
  for (const { record: pull } of pulls) {
    const { ref, sha } = pull['head'] as { readonly ref: string; readonly sha: string | null }
    yield reset(`refs/pull/${pull.number}/head`, sha)
    if (pull['state'] === 'open') yield reset(`refs/heads/${ref}`, sha)
  }
  for (const { name, sha, taggedAt } of tags) {
    if (taggedAt === null) yield reset(`refs/tags/${name}`, sha)
    else if (marks.has(sha)) yield tagOf(name, markOf(sha), taggedAt)
  }
}

/** What a merge brings in: from its other parent back to where that left the first. */
function since(bySha: ReadonlyMap<string, SimCommit>, tip: string, base: string | undefined): readonly SimCommit[] {
  const found: SimCommit[] = []
  let next = bySha.get(tip)
  while (next !== undefined && next.sha !== base) {
    found.push(next)
    next = bySha.get(next.parents[0]?.sha ?? '')
  }
  return found
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`
const seconds = (time: unknown) => `${Math.floor(Date.parse(String(time)) / 1000)} +0000`

function peopleOf({ commit }: SimCommit): string {
  const line = (role: string) => {
    const { name, email, date } = commit[role] as JsonObject
    return `${role} ${name} <${email}> ${seconds(date)}\n`
  }
  return line('author') + line('committer')
}

/** Each commit changes a file of its own, in one of a few folders. */
function fileOf({ commit }: SimCommit, mark: number): string {
  const folder = ['api', 'web', 'shared'][mark % 3]
  const lines = Array.from({ length: 1 + (mark % 20) }, (_, line) => `Line ${line + 1} of ${commit['message']}`)
  return `M 100644 inline ${folder}/change-${mark}.txt\n${data(lines.join('\n'))}`
}

function tagOf(name: string, mark: string, at: string): string {
  const tagger = `tagger Release <release@example.org> ${seconds(at)}`
  return `tag ${name}\nfrom ${mark}\n${tagger}\n${data(`Release ${name}`)}`
}
