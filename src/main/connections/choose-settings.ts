import { WeirError } from '../../shared/contract/weir-error.ts'
import type { SettingChoices } from '../../shared/model/connection.ts'

type Settings = Readonly<Record<string, unknown>>

/** The settings with what was chosen among a verification's choices. @throws WeirError `settings.invalid` naming each that was not among them. */
export function chooseSettings(
  settings: Settings,
  choices: Readonly<Record<string, SettingChoices>>,
  chosen: Readonly<Record<string, string>>,
): Settings {
  const strangers = Object.entries(chosen).filter(
    ([name, value]) => value !== '' && !optionsOf(choices, name).some(option => option.value === value),
  )
  if (strangers.length > 0) {
    throw new WeirError('settings.invalid', {
      hint: 'Choose among what the verification found, or verify again.',
      fields: strangers.map(([name]) => ({ path: `settings.${name}`, message: 'This is not there any more' })),
    })
  }
  const known = Object.entries(chosen).filter(([name]) => Object.hasOwn(choices, name))
  return { ...settings, ...Object.fromEntries(known) }
}

const optionsOf = (choices: Readonly<Record<string, SettingChoices>>, name: string) =>
  Object.hasOwn(choices, name) ? (choices[name]?.options ?? []) : []
