import { spanText } from '../period-text.ts'
import type { ChosenFilter } from '../use-metrics-filter.ts'

/** What a number was asked with, as its definition says it. */
export const filterFacts = ({
  filter,
  repositoriesText,
  teamText,
}: ChosenFilter): readonly (readonly [string, string])[] => [
  ['Period', spanText(filter)],
  ['Repositories', repositoriesText],
  ...(teamText === null ? [] : [['Team', teamText] as const]),
]
