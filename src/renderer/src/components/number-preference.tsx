import { NumberInput } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { PreferenceChange, type PreferenceValues } from '../../../shared/model/preferences.ts'
import { useCommand } from '../api/use-command.ts'
import { usePreferences } from '../api/use-preferences.ts'
import { faultHint, faultOf } from '../faults.ts'

export type NumberPreferenceName = {
  [Name in keyof PreferenceValues]: number extends PreferenceValues[Name] ? Name : never
}[keyof PreferenceValues]

export interface NumberPreferenceProps {
  readonly name: NumberPreferenceName
  readonly label: string
  readonly description?: string
  readonly min: number
  readonly max: number
  readonly suffix: string
  readonly disabled?: boolean
}

/** A whole number among the preferences. It is saved when the field is left, taken away or Enter is pressed, if it is right. */
export function NumberPreference({ name, min, max, ...field }: NumberPreferenceProps) {
  const saved = usePreferences()[name]
  const [typed, setTyped] = useState<number | string>(saved ?? '')
  const [error, setError] = useState<string | null>(null)
  const command = useCommand('preferences.set', { quiet: true })
  useEffect(() => {
    setTyped(saved ?? '')
    setError(null)
  }, [saved])

  const save = () => {
    if (typed === saved || field.disabled) return setError(null)
    const change = PreferenceChange.safeParse({ [name]: typed })
    if (!change.success) return setError(`A whole number from ${min} to ${max.toLocaleString('en')}`)
    setError(null)
    command.mutate(change.data, { onError: fault => setError(faultHint(faultOf(fault))) })
  }
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  useEffect(() => () => latest.current(), [])

  return (
    <NumberInput
      {...field}
      value={typed}
      error={error}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      clampBehavior="none"
      hideControls
      min={min}
      max={max}
      rightSection={command.isSuccess && typed === saved && <IconCheck size={16} role="img" aria-label="Saved" />}
      onChange={setTyped}
      onBlur={save}
      onKeyDown={event => event.key === 'Enter' && save()}
    />
  )
}
