import type { ConnectorSummary, Noun, SourceOption } from '../../../../shared/model/connection.ts'
import { formatNoun } from '../../format/number.ts'

export interface KindCount {
  readonly kind: string
  readonly noun: Noun
  readonly count: number
}

type Nouns = Pick<ConnectorSummary, 'sourceNoun' | 'sourceKinds'>

/** How many of each kind there are, in the order they first come. */
export function kindCounts(options: readonly Pick<SourceOption, 'kind'>[], { sourceNoun, sourceKinds }: Nouns) {
  const counts = new Map<string, number>()
  for (const { kind } of options) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].map(([kind, count]): KindCount => ({ kind, count, noun: sourceKinds[kind] ?? sourceNoun }))
}

/** What was found, by kind: `2 projects, 1 board`. */
export const foundText = (options: readonly Pick<SourceOption, 'kind'>[], nouns: Nouns): string =>
  kindCounts(options, nouns)
    .map(({ count, noun }) => formatNoun(count, noun.one, noun.many))
    .join(', ')
