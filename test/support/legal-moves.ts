import type { JobState } from '../../src/shared/model/job.ts'

/** The moves of product.md's J1, and the force stop of a paused job (J5). */
export const legalMoves: Readonly<Record<JobState, readonly JobState[]>> = {
  PENDING: ['RUNNING'],
  RUNNING: ['FINISHED', 'FAILED', 'PAUSED'],
  PAUSED: ['RUNNING', 'FAILED'],
  FINISHED: ['PENDING'],
  FAILED: ['PENDING'],
}
