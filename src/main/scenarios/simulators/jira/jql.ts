import type { JsonObject } from '../shared/reply.ts'
import type { Site } from './site.ts'
import type { IssueHead } from './world.ts'

/** A query Jira would answer with 400. */
export class JqlError extends Error {}

type Test = (head: IssueHead) => boolean

/**
 * The part of JQL that programs ask: clauses with `=`, `!=`, `in`, `not in`, `>=`, `<=`, `>`, `<` joined by AND, in parentheses;
 * an ORDER BY is taken to be `updated, id`. @throws JqlError
 */
export function compileJql(jql: string, site: Site): Test {
  const where = jql.replace(/\border\s+by\b[\s\S]*$/i, '')
  const tokens = [...where.matchAll(/"((?:[^"\\]|\\.)*)"|(>=|<=|!=|[=<>(),])|([^\s=<>!(),"]+)/g)].map(
    ([, quoted, sign, word]) => (quoted === undefined ? (sign ?? word ?? '') : quoted.replaceAll(/\\(.)/g, '$1')),
  )
  let at = 0
  const next = () => {
    const token = tokens[at++]
    if (token === undefined) throw new JqlError('Error in the JQL Query: it ends too early.')
    return token
  }
  const peek = () => tokens[at]?.toLowerCase()

  function conjunction(): Test {
    const tests = [clause()]
    while (peek() === 'and') {
      at++
      tests.push(clause())
    }
    return head => tests.every(test => test(head))
  }
  function clause(): Test {
    if (peek() === '(') {
      at++
      const inner = conjunction()
      if (next() !== ')') throw new JqlError("Error in the JQL Query: expecting ')'.")
      return inner
    }
    const field = next().toLowerCase()
    const operator = next().toLowerCase()
    if (operator === 'not') {
      next()
      const values = list()
      return not(among(field, values, site))
    }
    if (operator === 'in') return among(field, list(), site)
    const value = next()
    if (operator === '=') return among(field, [value], site)
    if (operator === '!=') return not(among(field, [value], site))
    return compare(field, operator, value)
  }
  function list(): string[] {
    if (next() !== '(') throw new JqlError("Error in the JQL Query: expecting '('.")
    const values: string[] = []
    for (let token = next(); token !== ')'; token = next()) if (token !== ',') values.push(token)
    return values
  }

  const test = tokens.length === 0 ? () => true : conjunction()
  if (at < tokens.length) throw new JqlError(`Error in the JQL Query: unexpected '${tokens[at]}'.`)
  return test
}

const not =
  (test: Test): Test =>
  head =>
    !test(head)

function compare(field: string, operator: string, value: string): Test {
  const bound = Number(value)
  if (field !== 'updated' || !Number.isFinite(bound)) throw new JqlError(`Field '${field}' cannot be compared so.`)
  switch (operator) {
    case '>=':
      return ({ updated }) => updated >= bound
    case '<=':
      return ({ updated }) => updated <= bound
    case '>':
      return ({ updated }) => updated > bound
    case '<':
      return ({ updated }) => updated < bound
    default:
      throw new JqlError(`Error in the JQL Query: '${operator}' is no operator.`)
  }
}

function among(field: string, values: readonly string[], site: Site): Test {
  const wanted = new Set(values.map(value => value.toLowerCase()))
  const nameOf = (head: IssueHead, name: string) => {
    const value = site.issue(head.id)?.fields[name] as JsonObject | null | undefined
    return [value?.['id'], value?.['name']].map(part => String(part).toLowerCase())
  }
  switch (field) {
    case 'id':
    case 'key':
    case 'issuekey':
    case 'issue':
      return values.every(value => /^\d+$/.test(value))
        ? head => wanted.has(head.id)
        : head => wanted.has(head.id) || wanted.has(String(site.issue(head.id)?.key).toLowerCase())
    case 'project': {
      const ids = site
        .projects()
        .filter(({ id, key, name }) => [id, key, name].some(text => wanted.has(text.toLowerCase())))
      if (ids.length < wanted.size)
        throw new JqlError(`The value '${values.join(', ')}' does not exist for the field 'project'.`)
      return head => ids.some(({ id }) => id === head.projectId)
    }
    case 'filter': {
      const filters = site.world.filters.filter(({ id, name }) => wanted.has(id) || wanted.has(name.toLowerCase()))
      const boards = site.world.boards.filter(({ configuration }) =>
        wanted.has(String((configuration['filter'] as JsonObject)['id'])),
      )
      const tests = [
        ...filters.map(({ jql }) => compileJql(jql, site)),
        ...boards.map(
          ({ projectId }) =>
            (head: IssueHead) =>
              head.projectId === projectId,
        ),
      ]
      if (tests.length === 0)
        throw new JqlError(`The value '${values.join(', ')}' does not exist for the field 'filter'.`)
      return head => tests.some(test => test(head))
    }
    case 'issuetype':
    case 'status':
      return head => nameOf(head, field).some(part => wanted.has(part))
    case 'labels':
      return head =>
        ((site.issue(head.id)?.fields['labels'] ?? []) as readonly string[]).some(label =>
          wanted.has(label.toLowerCase()),
        )
    default:
      throw new JqlError(`Field '${field}' does not exist or you do not have permission to view it.`)
  }
}
