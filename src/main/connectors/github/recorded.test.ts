import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startBench } from '../../../../test/support/github-bench.ts'
import { readWorld } from '../../scenarios/simulators/github/recorded-world.ts'

const folder = process.env['WEIR_RECORDED_GITHUB'] ?? join(import.meta.dirname, '../../../../../shared/recorded/github')
const absent = existsSync(folder) ? '' : ` (skipped: there are no recorded answers in ${folder})`

for (const restOnly of [false, true]) {
  test.skipIf(absent !== '')(
    `a recorded repository arrives whole over ${restOnly ? 'REST' : 'GraphQL'}${absent}`,
    async () => {
      const world = readWorld(folder)
      const { host } = await startBench({ world, restOnly, settings: { workflowJobs: true } })
      const sources = await host.discover()
      expect(sources.map(({ name }) => name)).toEqual(['panjf2000/ants'])
      await host.run(sources)
      const entities = host.rows().map(({ entity }) => entity)
      const pulls = entities.flatMap(entity => (entity.kind === 'pull_request' ? [entity] : []))
      const runs = entities.flatMap(entity => (entity.kind === 'workflow_run' ? [entity] : []))
      const [repository] = world.repositories
      const expected = (repository?.pulls ?? []).map(({ record }) => {
        const merged = typeof record['merged_at'] === 'string'
        return {
          number: record.number,
          state: merged ? 'merged' : record['state'],
          createdAt: Date.parse(record.created_at),
          updatedAt: Date.parse(record.updated_at),
          mergedAt: timeOf(record['merged_at']),
          closedAt: timeOf(record['closed_at']),
          mergeCommitSha: merged ? record['merge_commit_sha'] : null,
        }
      })
      expect(
        pulls
          .map(({ number, state, createdAt, updatedAt, mergedAt, closedAt, mergeCommitSha }) => ({
            number,
            state,
            createdAt,
            updatedAt,
            mergedAt,
            closedAt,
            mergeCommitSha,
          }))
          .sort((a, b) => a.number - b.number),
      ).toEqual(expected)
      const comments = pulls.flatMap(pull => pull.comments)
      expect({
        pulls: pulls.length,
        commits: pulls.flatMap(({ commits }) => commits).length,
        reviews: pulls.flatMap(({ reviews }) => reviews).length,
        conversation: comments.filter(({ review }) => review === null).length,
        onCode: comments.filter(({ review }) => review !== null).length,
      }).toEqual({ pulls: 49, commits: 90, reviews: 30, conversation: 46, onCode: 16 })
      expect(runs.map(({ externalId, conclusion }) => [externalId, conclusion]).sort()).toEqual(
        (repository?.runs ?? [])
          .map(({ record }) => [String(record.id), String(record['conclusion'] ?? '').toLowerCase() || null])
          .sort(),
      )
      // The recorded jobs belong to other runs.
      expect(runs.flatMap(({ jobs }) => jobs ?? [])).toEqual([])
      expect(entities.filter(({ kind }) => kind === 'issue').length).toBe(26)
    },
  )
}

const timeOf = (value: unknown) => (typeof value === 'string' ? Date.parse(value) : null)
