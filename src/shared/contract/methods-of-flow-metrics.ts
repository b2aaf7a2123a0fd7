import { FlowFilter } from '../model/flow-filter.ts'
import { FlowForecast, ForecastQuestion } from '../model/flow-forecast.ts'
import {
  AgeingQuestion,
  CycleTimeQuestion,
  FlowAgeing,
  FlowCumulative,
  FlowCycleTime,
  FlowSteps,
  FlowThroughput,
  FlowWip,
} from '../model/flow-metrics.ts'
import { query } from './define.ts'

/** What the status histories say about the flow of work. */
export const methodsOfFlowMetrics = {
  'flowMetrics.cycleTime': query(CycleTimeQuestion, FlowCycleTime),
  'flowMetrics.throughput': query(FlowFilter, FlowThroughput),
  'flowMetrics.steps': query(FlowFilter, FlowSteps),
  'flowMetrics.cumulative': query(FlowFilter, FlowCumulative),
  'flowMetrics.wip': query(FlowFilter, FlowWip),
  'flowMetrics.ageing': query(AgeingQuestion, FlowAgeing),
  'flowMetrics.forecast': query(ForecastQuestion, FlowForecast),
} as const
