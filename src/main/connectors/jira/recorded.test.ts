import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startBench } from '../../../../test/support/jira-bench.ts'
import type { ChangeValue, IssueEntity } from '../../../shared/model/issue-entities.ts'
import { readWorld } from '../../scenarios/simulators/jira/recorded-world.ts'

/** Beside the checkout, or where the environment says. */
const folder =
  process.env['WEIR_RECORDED_JIRA'] ?? join(import.meta.dirname, '../../../../../shared/recorded/jira-cloud')
const absent = existsSync(folder) ? '' : ` (skipped: there are no recorded answers in ${folder})`

test.skipIf(absent !== '')(`recorded issues arrive with every date and change${absent}`, async () => {
  const world = readWorld(folder)
  for (const product of ['cloud', 'data-center'] as const) {
    const { host } = await startBench({ product, world, limits: {}, settings: { worklogs: true } })
    const sources = (await host.discover()).filter(({ kind }) => kind === 'project')
    await host.run(sources)
    const issues = host
      .rows()
      .flatMap(({ entity }) => (entity.kind === 'issue' ? [entity] : []))
      .sort((a, b) => Number(a.externalId) - Number(b.externalId))
    const expected = world.heads
      .flatMap(({ id }) => world.issue(id) ?? [])
      .sort((a, b) => Number(a.id) - Number(b.id))
      .map(({ id, key, updated, fields, histories, worklogs }) => ({
        id,
        key,
        updated,
        created: Date.parse(String(fields['created'])),
        resolved: fields['resolutiondate'] ? Date.parse(String(fields['resolutiondate'])) : null,
        type: nameOf(fields['issuetype']),
        status: nameOf(fields['status']),
        changes: histories.flatMap(({ at, items }) => items.map(item => changeText(at, item))),
        worklogs: worklogs.length,
      }))
    expect(issues.map(found)).toEqual(expected)
    expect(issues.length).toBe(30)
    expect(issues.flatMap(({ changes }) => changes).length).toBe(709)
    expect(
      historyOnly(
        issues,
        host.rows().flatMap(({ entity }) => (entity.kind === 'status' ? entity.externalId : [])),
      ),
    ).toEqual(['10000', '10020', '10029', '5'])
    expect(host.logged.filter(line => /left out/.test(line))).toEqual([])
  }
})

type Item = Readonly<Record<string, unknown>>

/** A change with its field and both values, as both sides of the comparison write it. */
const changeText = (at: number, item: Item) =>
  [
    at,
    item['fieldId'] ?? item['field'],
    ...['from', 'fromString', 'to', 'toString'].map(name => kept(item[name])),
  ].join('|')

/** What is kept of a value: nothing of an empty one, 255 characters of a long one, no NUL. */
const kept = (value: unknown) =>
  String(value ?? '')
    .replaceAll('\0', '')
    .slice(0, 255)

const partsOf = ({ key, label }: ChangeValue) => [key ?? '', label ?? '']

const nameOf = (value: unknown) => (value as { readonly name: string }).name

const found = (issue: IssueEntity) => ({
  id: issue.externalId,
  key: issue.key,
  updated: issue.updatedAt,
  created: issue.createdAt,
  resolved: issue.resolvedAt,
  type: issue.issueType.name,
  status: issue.status.name,
  changes: issue.changes.map(({ at, field, from, to }) => [at, field, ...partsOf(from), ...partsOf(to)].join('|')),
  worklogs: issue.worklogs.length,
})

/** The statuses that occur in histories and are not listed. */
function historyOnly(issues: readonly IssueEntity[], listed: readonly string[]): readonly string[] {
  const used = issues.flatMap(({ changes }) =>
    changes.flatMap(({ field, from, to }) => (field === 'status' ? [from.key, to.key] : [])),
  )
  return [...new Set(used.filter(key => key !== null))].filter(key => !listed.includes(key)).sort()
}
