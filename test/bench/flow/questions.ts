import type { QueryThread } from '../../../src/main/metrics/query-thread.ts'
import { FlowFilter } from '../../../src/shared/model/flow-filter.ts'
import { ForecastQuestion } from '../../../src/shared/model/flow-forecast.ts'
import { FlowIssuesQuestion } from '../../../src/shared/model/flow-issues.ts'
import { AgeingQuestion, CycleTimeQuestion } from '../../../src/shared/model/flow-metrics.ts'
import { IssueId } from '../../../src/shared/model/ids.ts'
import { IssueQuestion } from '../../../src/shared/model/issue-detail.ts'

export const dayMs = 86_400_000
const calendar = { days: [1, 2, 3, 4, 5], hours: { from: '09:00', to: '17:00' }, holidays: [] }

export interface Question {
  readonly name: string
  /** Asks it of a year before `now`, moved by some days so that no answer is known. */
  ask(queries: QueryThread, now: number, movedDays: number): Promise<unknown>
}

/** What the screens of flow ask. */
export const questions: readonly Question[] = [
  question('cycle time, scatterplot', (queries, filter) =>
    queries.run('flowCycleTime', { question: CycleTimeQuestion.parse({ filter }), calendar }),
  ),
  question(
    'cycle time, working hours',
    (queries, filter) => queries.run('flowCycleTime', { question: CycleTimeQuestion.parse({ filter }), calendar }),
    { clock: 'working', timeZone: 'Europe/Berlin' },
  ),
  question('throughput', (queries, filter) => queries.run('flowThroughput', { question: filter, calendar })),
  question('time in step, efficiency', (queries, filter) => queries.run('flowSteps', { question: filter, calendar })),
  question('cumulative flow', (queries, filter, now) =>
    queries.run('flowCumulative', { question: filter, calendar, now }),
  ),
  question('work in progress', (queries, filter, now) => queries.run('flowWip', { question: filter, calendar, now })),
  question('ageing', (queries, filter, now) =>
    queries.run('flowAgeing', { question: AgeingQuestion.parse({ filter }), calendar, now }),
  ),
  question('ageing on a past day', (queries, filter, now) =>
    queries.run('flowAgeing', { question: AgeingQuestion.parse({ filter, at: now - 60 * dayMs }), calendar, now }),
  ),
  question('forecast with backtest', (queries, filter, now) => {
    const by = new Date(now + 30 * dayMs).toISOString().slice(0, 10)
    return queries.run('flowForecast', { question: ForecastQuestion.parse({ filter, by }), calendar, now })
  }),
  question('filter options', queries => queries.run('filterOptions', { flowId: null })),
  question('issues behind a number', (queries, filter, now) => {
    const what = { kind: 'finished', from: filter.from, to: filter.to }
    return queries.run('flowIssues', { question: FlowIssuesQuestion.parse({ filter, what, page: {} }), calendar, now })
  }),
  ...(['key', 'summary', 'type', 'status', 'assignee'] as const).map(sort =>
    question(`all issues by ${sort}`, (queries, filter, now) => {
      const asked = FlowIssuesQuestion.parse({ filter, what: { kind: 'all' }, sort, descending: false, page: {} })
      return queries.run('flowIssues', { question: asked, calendar, now })
    }),
  ),
  question('flow mapping', queries => queries.run('flowMapping', undefined)),
  question('impact of a changed mapping', async (queries, filter) => {
    const { inForce } = await queries.run('flowMapping', undefined)
    const [flow] = inForce?.config.flows ?? []
    if (!inForce || !flow) throw new Error('there is no flow')
    const flows = [{ ...flow, mappings: flow.mappings.slice(0, -2) }]
    return queries.run('flowImpact', { config: { ...inForce.config, flows }, now: filter.from + 365 * dayMs })
  }),
  question('one issue', (queries, filter, now) => {
    const issueId = IssueId.parse(1 + (Math.floor(filter.from / dayMs) % 1_000))
    return queries.run('issueDetail', { question: IssueQuestion.parse({ issueId }), calendar, now })
  }),
]

function question(
  name: string,
  ask: (queries: QueryThread, filter: FlowFilter, now: number) => Promise<unknown>,
  traits: object = {},
): Question {
  return {
    name,
    ask(queries, now, movedDays) {
      const from = now - (365 + movedDays) * dayMs
      return ask(queries, FlowFilter.parse({ from, to: now, bucket: 'week', timeZone: 'UTC', ...traits }), now)
    },
  }
}
