import { spanText } from '../period-text.ts'
import type { ChosenFilter } from '../use-metrics-filter.ts'

/** What a number was asked with, as its definition says it. */
export const filterFacts = ({
  filter,
  repositoriesText,
  servicesText,
  teamText,
}: ChosenFilter): readonly (readonly [string, string])[] => [
  ['Period', spanText(filter)],
  ['Repositories', repositoriesText],
  ...(servicesText === null ? [] : [['Services', servicesText] as const]),
  ...(teamText === null ? [] : [['Team', teamText] as const]),
]
