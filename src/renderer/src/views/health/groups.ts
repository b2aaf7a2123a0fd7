import type { HealthCheck, HealthKind } from '../../../../shared/model/health.ts'
import { rank, worstFirst } from './verdict.ts'

const titles = {
  connections: 'Connections',
  data: 'Data',
  machine: 'At work',
} as const
type GroupId = keyof typeof titles

const groupOf: Readonly<Record<HealthKind, GroupId>> = {
  connection: 'connections',
  vault: 'connections',
  database: 'data',
  disk: 'data',
  queue: 'machine',
  'event-loop': 'machine',
  clock: 'machine',
}

export interface CheckGroup {
  readonly title: string
  /** The worst first. */
  readonly checks: readonly HealthCheck[]
}

/** The checks by what they look after, the group with the worst first. */
export function groupChecks(checks: readonly HealthCheck[]): readonly CheckGroup[] {
  const ids: readonly GroupId[] = ['connections', 'data', 'machine']
  return ids
    .map(id => ({ title: titles[id], checks: worstFirst(checks.filter(({ kind }) => groupOf[kind] === id)) }))
    .filter(group => group.checks.length > 0)
    .toSorted((a, b) => worst(b) - worst(a))
}

const worst = ({ checks }: CheckGroup) => Math.max(...checks.map(({ level }) => rank(level)))
