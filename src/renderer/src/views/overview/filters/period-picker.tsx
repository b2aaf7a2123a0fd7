import { Select } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { useState } from 'react'
import { dayAt, type Period, type PeriodChoice, presetNames } from '../../../format/period.ts'

export interface PeriodPickerProps {
  readonly choice: PeriodChoice
  /** The days that are shown now: where a range of one's own begins from. */
  readonly period: Period
  readonly timeZone: string
  readonly onChoose: (choice: PeriodChoice) => void
}

const custom = 'custom'
const presets = Object.entries(presetNames).map(([value, label]) => ({ value, label }))
const options = [...presets, { value: custom, label: 'Custom range' }]

/** The period: one of those that move with the calendar, or two dates. */
export function PeriodPicker({ choice, period, timeZone, onChoose }: PeriodPickerProps) {
  const choose = (value: string | null) => {
    if (value === custom) onChoose({ kind: 'custom', firstDay: period.firstDay, lastDay: period.lastDay })
    else if (isPreset(value)) onChoose({ kind: 'preset', preset: value })
  }
  return (
    <>
      <Select
        aria-label="Period"
        size="xs"
        w={148}
        data={options}
        value={choice.kind === 'preset' ? choice.preset : custom}
        onChange={choose}
        allowDeselect={false}
        comboboxProps={{ width: 180, position: 'bottom-start' }}
        maxDropdownHeight={320}
      />
      {choice.kind === 'custom' && <RangePicker {...choice} timeZone={timeZone} onChoose={onChoose} />}
    </>
  )
}

const isPreset = (value: string | null): value is keyof typeof presetNames =>
  value !== null && Object.hasOwn(presetNames, value)

interface RangePickerProps {
  readonly firstDay: string
  readonly lastDay: string
  readonly timeZone: string
  readonly onChoose: (choice: PeriodChoice) => void
}

function RangePicker({ firstDay, lastDay, timeZone, onChoose }: RangePickerProps) {
  const [begun, setBegun] = useState<string | null>(null)
  return (
    <DatePickerInput
      type="range"
      aria-label="First and last day"
      size="xs"
      w={210}
      valueFormat="D MMM YYYY"
      leftSection={<IconCalendar size={15} aria-hidden />}
      allowSingleDateInRange
      maxDate={dayAt(Date.now(), timeZone)}
      firstDayOfWeek={1}
      weekendDays={[]}
      value={begun === null ? [firstDay, lastDay] : [begun, null]}
      onChange={([first, last]) => {
        if (first && last) onChoose({ kind: 'custom', firstDay: first, lastDay: last })
        setBegun(first && !last ? first : null)
      }}
      popoverProps={{ onClose: () => setBegun(null) }}
    />
  )
}
