import type { Database } from 'better-sqlite3'
import { foldName } from '../../../shared/model/flow.ts'
import type { FlowFilterOptions } from '../../../shared/model/flow-options.ts'
import type { FlowId, LabelId, ProjectId, SprintId } from '../../../shared/model/ids.ts'
import { loadFlowMoment } from './load-snapshot.ts'
import { selectIssues } from './select-issues.ts'

/** What the issues of a flow (null: the first one) can be filtered by. */
export function filterOptions(db: Database, { flowId }: { readonly flowId: FlowId | null }): FlowFilterOptions {
  const { snapshot } = loadFlowMoment(db)
  const everything = { projectIds: null, issueTypes: null, sprintIds: null, labelIds: null }
  const selected = selectIssues(snapshot, { flowId, ...everything })
  const inFlows = countEach(snapshot.flows)
  const projects = countEach(selected, i => snapshot.projects[i])
  const types = countEach(selected, i => snapshot.types[i])
  const first = selected.reduce((least, i) => Math.min(least, snapshot.createdAt[i] ?? least), Number.POSITIVE_INFINITY)
  return {
    flows: snapshot.flowsOf.map(({ id, name }, place) => ({ id, name, issues: inFlows.get(place) ?? 0 })),
    issues: selected.length,
    firstCreatedAt: selected.length === 0 ? null : first,
    projects: byCount(rowsWith<ProjectRow>(db, projectRows, projects)),
    issueTypes: byName(rowsWith<NamedRow<number>>(db, 'select id, name from issue_types where id in ', types)),
    sprints: rowsWith<SprintRow>(db, sprintRows, countListed(selected, snapshot.sprintOffsets, snapshot.sprints)).sort(
      (a, b) => (b.startAt ?? Number.POSITIVE_INFINITY) - (a.startAt ?? Number.POSITIVE_INFINITY) || b.id - a.id,
    ),
    labels: byCount(
      rowsWith<NamedRow<LabelId>>(
        db,
        'select id, name from labels where id in ',
        countListed(selected, snapshot.labelOffsets, snapshot.labels),
      ),
    ),
  }
}

interface NamedRow<Id extends number> {
  readonly id: Id
  readonly name: string
}
interface ProjectRow extends NamedRow<ProjectId> {
  readonly key: string
  readonly connectionName: string
}
interface SprintRow extends NamedRow<SprintId> {
  readonly state: string
  readonly startAt: number | null
}

type Counts = ReadonlyMap<number, number>

function countEach(
  values: Int32Array | Uint16Array,
  key: (value: number) => number | undefined = value => value,
): Counts {
  const counts = new Map<number, number>()
  for (const value of values) {
    const id = key(value) ?? 0
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

function countListed(selected: Int32Array, offsets: Int32Array, values: Int32Array): Counts {
  const counts = new Map<number, number>()
  for (const i of selected) {
    const end = offsets[i + 1] ?? 0
    for (let k = offsets[i] ?? 0; k < end; k++) {
      const id = values[k] ?? 0
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  return counts
}

/** The rows with these ids, each with its count. The statement lacks the list of ids. */
function rowsWith<Row extends { readonly id: number }>(db: Database, sql: string, counts: Counts) {
  return db
    .prepare<[string], Row>(`${sql}(select value from json_each(?))`)
    .all(JSON.stringify([...counts.keys()]))
    .map(row => ({ ...row, issues: counts.get(row.id) ?? 0 }))
}

interface Counted {
  readonly name: string
  readonly issues: number
}

const byCount = <Row extends Counted>(rows: Row[]): Row[] =>
  rows.sort((a, b) => b.issues - a.issues || a.name.localeCompare(b.name))

/** Types of one name are one, under the name of the most frequent. */
function byName(rows: readonly Counted[]): Counted[] {
  const types = Map.groupBy(byCount([...rows]), ({ name }) => foldName(name))
  return byCount(
    [...types.values()].flatMap(same => {
      const issues = same.reduce((sum, type) => sum + type.issues, 0)
      return same.slice(0, 1).map(({ name }) => ({ name, issues }))
    }),
  )
}

const projectRows = `
  select p.id, p.key, p.name, c.name as connectionName from projects p
  join connections c on c.id = p.connection_id where p.id in `

const sprintRows = 'select id, name, state, start_at as startAt from sprints where id in '
