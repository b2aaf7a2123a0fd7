import type { FlowProblem } from '../model/flow-mapping.ts'

/** What refuses saving. */
export const error = (path: string, message: string): FlowProblem => ({ severity: 'error', path, message })

/** What is told, and does not refuse saving. */
export const warning = (path: string, message: string): FlowProblem => ({ severity: 'warning', path, message })
