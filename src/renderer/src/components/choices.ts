import { formatCount } from '../format/number.ts'

export interface Choice<Value> {
  readonly value: Value
  readonly label: string
  /** What tells it from another of the same name. */
  readonly detail?: string
  /** How many there are of it, where that is told. */
  readonly count?: number
}

/** The choices whose name or detail holds every word of the search, ignoring case. */
export function matchingChoices<Value>(choices: readonly Choice<Value>[], search: string): readonly Choice<Value>[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return choices.filter(({ label, detail = '' }) => {
    const text = `${label} ${detail}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
}

/** What is chosen once a choice is picked or dropped, in the choices' order; null (all) when none is left. */
export function toggled<Value>(
  choices: readonly Choice<Value>[],
  chosen: readonly Value[] | null,
  value: Value,
): Value[] | null {
  const before = new Set(chosen)
  const next = choices.map(choice => choice.value).filter(each => before.has(each) !== (each === value))
  return next.length > 0 ? next : null
}

/** What is chosen, in a few words: `All projects`, `Web`, `2 of 5 projects`. */
export function choiceText<Value>(
  choices: readonly Choice<Value>[],
  chosen: readonly Value[] | null,
  name: string,
): string {
  const many = name.toLowerCase()
  if (chosen === null) return `All ${many}`
  const only = chosen.length === 1 ? choices.find(({ value }) => value === chosen[0]) : undefined
  return only?.label ?? `${formatCount(chosen.length)} of ${formatCount(choices.length)} ${many}`
}
