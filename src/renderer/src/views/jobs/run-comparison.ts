import type { RunDetail, RunStream } from '../../../../shared/model/job.ts'

type Comparable = Pick<RunDetail, 'outcome' | 'previous'>

/** The run that a run is compared with: the one before it, once it has ended. */
export const comparedWith = ({ outcome, previous }: Comparable): RunDetail['previous'] =>
  outcome === 'running' || outcome === 'paused' ? null : previous

/** The same stream of the same data source in another run; null when it was not in it. */
export const sameStream = (
  streams: readonly RunStream[] | undefined,
  { dataSourceId, dataSourceName, stream }: Pick<RunStream, 'dataSourceId' | 'dataSourceName' | 'stream'>,
): RunStream | null =>
  streams?.find(
    other =>
      other.stream === stream &&
      (dataSourceId === null ? other.dataSourceName === dataSourceName : other.dataSourceId === dataSourceId),
  ) ?? null
