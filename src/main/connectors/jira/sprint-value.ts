import type { SprintRef } from '../../../shared/model/issue-entities.ts'
import { clean } from '../sdk/text.ts'
import { RawSprint } from './records.ts'

/**
 * The sprints in an issue's sprint field: objects on Cloud, on Data Center texts such as
 * `com.atlassian.greenhopper.service.sprint.Sprint@1f[id=7,rapidViewId=8,state=CLOSED,name=Sprint 7,startDate=…]`.
 */
export function sprintsIn(value: unknown): SprintRef[] {
  if (!Array.isArray(value)) return value === null || value === undefined ? [] : sprintsIn([value])
  return value.flatMap(entry => {
    const parsed = RawSprint.safeParse(typeof entry === 'string' ? partsOf(entry) : entry)
    if (!parsed.success) return []
    const { id, name, state, startDate, endDate, completeDate } = parsed.data
    return [
      {
        externalId: id,
        name: clean(name),
        state: state.toLowerCase(),
        startAt: startDate ?? null,
        endAt: endDate ?? null,
        completedAt: completeDate ?? null,
      },
    ]
  })
}

function partsOf(text: string): Record<string, string> {
  const inner = /\[(.*)\]\s*$/s.exec(text)?.[1] ?? ''
  // A comma inside a name is not followed by `word=`.
  const pairs = inner.split(/,(?=[A-Za-z]+=)/).map(part => {
    const at = part.indexOf('=')
    return [part.slice(0, at), part.slice(at + 1)] as const
  })
  return Object.fromEntries(pairs.filter(([, value]) => value !== '<null>' && value !== ''))
}
