import type { Database } from 'better-sqlite3'
import type { FlowFilter } from '../../../shared/model/flow-filter.ts'
import type { FlowForecast, ForecastQuestion } from '../../../shared/model/flow-forecast.ts'
import type {
  AgeingQuestion,
  CycleTimeQuestion,
  FlowAgeing,
  FlowCumulative,
  FlowCycleTime,
  FlowSteps,
  FlowThroughput,
  FlowWip,
} from '../../../shared/model/flow-metrics.ts'
import type { WorkingCalendar } from '../../../shared/model/working-calendar.ts'
import { answerAgeing } from './answer-ageing.ts'
import { answerCumulative, answerWip } from './answer-cumulative.ts'
import { answerCycleTime } from './answer-cycle-time.ts'
import { answerForecast } from './answer-forecast.ts'
import { answerSteps } from './answer-steps.ts'
import { answerThroughput } from './answer-throughput.ts'
import { issueKeys } from './issue-keys.ts'
import { openFlowView } from './open-view.ts'

/** A question of a period that has its answer whenever it is asked. */
interface Asked<Question> {
  readonly question: Question
  readonly calendar: WorkingCalendar
}

/** A question whose answer depends on the present (epoch ms). */
interface AskedNow<Question> extends Asked<Question> {
  readonly now: number
}

const viewOf = (db: Database, filter: FlowFilter, { calendar }: Asked<unknown>) =>
  openFlowView(db, { filter, calendar, until: filter.to })
const viewNow = (db: Database, filter: FlowFilter, { calendar, now }: AskedNow<unknown>) =>
  openFlowView(db, { filter, calendar, until: Math.max(now, filter.to) })

function withKeys<Dots extends { readonly issueIds: number[] | null }>(db: Database, dots: Dots) {
  return { ...dots, keys: issueKeys(db, dots.issueIds) }
}

/** The questions about flow that the query thread answers. */
export const flowMetricQueries = {
  flowCycleTime(db: Database, asked: Asked<CycleTimeQuestion>): FlowCycleTime {
    const answer = answerCycleTime(viewOf(db, asked.question.filter, asked), asked.question)
    return { ...answer, dots: withKeys(db, answer.dots) }
  },
  flowThroughput: (db: Database, asked: Asked<FlowFilter>): FlowThroughput =>
    answerThroughput(viewOf(db, asked.question, asked), asked.question),
  flowSteps: (db: Database, asked: Asked<FlowFilter>): FlowSteps =>
    answerSteps(viewOf(db, asked.question, asked), asked.question),
  flowCumulative: (db: Database, asked: AskedNow<FlowFilter>): FlowCumulative =>
    answerCumulative(viewNow(db, asked.question, asked), asked.question, asked.now),
  flowWip: (db: Database, asked: AskedNow<FlowFilter>): FlowWip =>
    answerWip(viewNow(db, asked.question, asked), asked.question, asked.now),
  flowAgeing(db: Database, asked: AskedNow<AgeingQuestion>): FlowAgeing {
    const { question, now } = asked
    const answer = answerAgeing(viewNow(db, question.filter, asked), question, now)
    return { ...answer, dots: withKeys(db, answer.dots) }
  },
  flowForecast: (db: Database, asked: AskedNow<ForecastQuestion>): FlowForecast =>
    answerForecast(viewNow(db, asked.question.filter, asked), asked.question, asked.now),
}
