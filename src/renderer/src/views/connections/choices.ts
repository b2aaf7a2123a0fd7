import type { SettingChoices } from '../../../../shared/model/connection.ts'
import type { FormField } from './form-fields.ts'
import type { FormValues } from './form-values.ts'

/** The stored values of the settings that are chosen among a verification's findings. */
export const storedChoices = (fields: readonly FormField[], settings: FormValues): Record<string, string> =>
  Object.fromEntries(
    fields
      .filter(({ found }) => found)
      .map(({ name }) => [name, typeof settings[name] === 'string' ? settings[name] : '']),
  )

/** The option that a stored value stands for, by value or by label; empty for Weir's own choice, null when it is not there any more. */
export function optionFor({ options }: SettingChoices, stored: string): string | null {
  if (stored === '') return ''
  const wanted = stored.trim().toLowerCase()
  const found = options.find(
    ({ value, label }) => value.toLowerCase() === wanted || label.trim().toLowerCase() === wanted,
  )
  return found?.value ?? null
}

/** What is to be saved of the choices; null while one of them is not there any more. */
export function choicesToSave(
  found: Readonly<Record<string, SettingChoices>>,
  chosen: Readonly<Record<string, string>>,
): Record<string, string> | null {
  const entries = Object.entries(found).map(
    ([name, choices]) => [name, optionFor(choices, chosen[name] ?? '')] as const,
  )
  const known = entries.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]))
  return known.length === entries.length ? Object.fromEntries(known) : null
}

/** The choices that differ from what is stored, and are there: nothing else is to be saved without a verification. */
export function changedChoices(
  found: Readonly<Record<string, SettingChoices>>,
  chosen: Readonly<Record<string, string>>,
  stored: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(found).flatMap(([name, choices]) => {
    const value = optionFor(choices, chosen[name] ?? '')
    const changed = value !== null && value !== optionFor(choices, stored[name] ?? '')
    return changed ? [[name, value] as const] : []
  })
  return Object.fromEntries(entries)
}
