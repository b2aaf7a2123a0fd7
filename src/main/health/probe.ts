import type { HealthCheck, HealthKind } from '../../shared/model/health.ts'
import type { Finding } from './finding.ts'

/** A finding about one thing that is looked after. */
export type Measured = Finding & Pick<HealthCheck, 'id' | 'connectionId' | 'name'>

/** Measures one kind of thing again and again. */
export interface Probe {
  readonly kind: HealthKind
  /** What it looks after, for the user: shown when measuring fails. */
  readonly name: string
  readonly everyMs: number
  measure(): Promise<readonly Measured[]>
}

/** A probe that looks after a single thing. */
export function singleProbe(
  kind: HealthKind,
  name: string,
  everyMs: number,
  judge: () => Promise<Finding> | Finding,
): Probe {
  return {
    kind,
    name,
    everyMs,
    measure: async () => [{ id: kind, connectionId: null, name, ...(await judge()) }],
  }
}
