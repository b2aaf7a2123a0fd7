import { formatNoun } from '../../format/number.ts'
import type { PlacedStatus } from './placed-statuses.ts'

const mostNamed = 5

/** Which statuses of a flow no step has, the busiest named; null when there are none. */
export function unmappedText(flow: string, statuses: readonly PlacedStatus[]): string | null {
  const unmapped = statuses.filter(({ stepId }) => stepId === null)
  if (unmapped.length === 0) return null
  const names = unmapped.slice(0, mostNamed).map(({ name }) => `“${name}”`)
  const rest = unmapped.length - names.length
  const listed = rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ')
  const now = unmapped.reduce((sum, status) => sum + status.now, 0)
  const count = formatNoun(unmapped.length, 'status', 'statuses')
  return `${count} of “${flow}” not mapped, with ${formatNoun(now, 'issue')} now: ${listed}.`
}
