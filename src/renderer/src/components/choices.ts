import { formatCount } from '../format/number.ts'
import type { Choice } from './choice-picker.tsx'

/** The choices whose name or detail holds every word of the search, ignoring case. */
export function matchingChoices(choices: readonly Choice[], search: string): readonly Choice[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return choices.filter(({ label, detail = '' }) => {
    const text = `${label} ${detail}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
}

/** What is chosen, in a few words: `All projects`, `Web`, `2 of 5 projects`. */
export function choiceText(
  choices: readonly Choice[],
  chosen: readonly string[] | null,
  { many }: { readonly many: string },
): string {
  if (chosen === null) return `All ${many.toLowerCase()}`
  const only = chosen.length === 1 ? choices.find(({ value }) => value === chosen[0]) : undefined
  return only?.label ?? `${formatCount(chosen.length)} of ${formatCount(choices.length)} ${many.toLowerCase()}`
}
