import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settingsFor, startBench } from '../../../test/support/jira-bench.ts'
import { addRun, sync } from '../ingest/test-support.ts'
import { loadFlowMoment } from '../metrics/flow/load-snapshot.ts'
import { readWorld } from '../scenarios/simulators/jira/recorded-world.ts'
import { freshDatabase } from '../store/test-support.ts'
import { deriveIssues } from './derive-issues.ts'
import { unpackChunk } from './issue-chunk.ts'
import { keepDefaultFlow } from './keep-default-flow.ts'

const folder = process.env['WEIR_RECORDED_JIRA'] ?? join(import.meta.dirname, '../../../../shared/recorded/jira-cloud')
const absent = existsSync(folder) ? '' : ` (skipped: no recorded answers in ${folder})`

test.skipIf(absent !== '')(
  `recorded histories become times without gaps or overlaps, with the statuses only they know${absent}`,
  async () => {
    const world = readWorld(folder)
    const { connector, simulator } = await startBench({ product: 'cloud', world, limits: {} })
    const { db } = await freshDatabase(...world.projects.map(({ id }) => `project:${id}`))
    const { ended } = await sync(db, connector, {
      now: Date.now,
      assignment: {
        runId: addRun(db),
        settings: settingsFor(simulator, 'cloud'),
        credentials: { token: simulator.credentials.token },
      },
    })
    expect(ended).toEqual({ type: 'ended', outcome: 'finished' })
    while ((await deriveIssues(db)).more);
    keepDefaultFlow(db, 0)

    const facts = db
      .prepare<[], Buffer>('select packed from issue_chunks order by id')
      .pluck()
      .all()
      .flatMap(unpackChunk)
    const issues = db
      .prepare<[], { id: number; createdAt: number; statusId: number; moves: number }>(
        `select i.id, i.created_at as createdAt, i.status_id as statusId,
           (select count(*) from issue_changes x join change_fields f on f.id = x.field_id and f.external_id = 'status'
            where x.issue_id = i.id) as moves from issues i order by i.id`,
      )
      .all()
    expect(facts.length).toBe(30)
    expect(issues.reduce((sum, { moves }) => sum + moves, 0)).toBe(165)
    for (const [i, { id, createdAt, statusId, moves }] of issues.entries()) {
      const { id: factsId, statuses = [] } = facts[i] ?? {}
      expect(factsId).toBe(id)
      expect(statuses[0]?.enteredAt).toBe(createdAt)
      expect(statuses.at(-1)?.statusId).toBe(statusId)
      expect(statuses.length).toBe(moves + 1)
      for (const [k, { enteredAt, statusId: status }] of statuses.slice(1).entries()) {
        expect(enteredAt).toBeGreaterThan(statuses[k]?.enteredAt ?? Number.POSITIVE_INFINITY)
        expect(status).not.toBe(statuses[k]?.statusId)
      }
    }

    expect(
      db
        .prepare(`select external_id from statuses where category = 'unknown' and active = 0 order by external_id`)
        .pluck()
        .all(),
    ).toEqual(['10000', '10020', '10029', '5'])
    const { snapshot, config } = loadFlowMoment(db)
    expect(snapshot.size).toBeGreaterThan(0)
    expect(config?.flows[0]?.mappings.map(({ status }) => status)).not.toContain('Inbox')
  },
)
