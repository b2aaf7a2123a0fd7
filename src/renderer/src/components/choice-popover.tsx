import { Button, Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ChoiceChecks } from './choice-checks.tsx'
import classes from './choice-picker.module.css'
import { type Choice, matchingChoices, toggled } from './choices.ts'

export interface ChoicePopoverProps<Value> {
  /** What is chosen among: `Projects`. */
  readonly name: string
  readonly choices: readonly Choice<Value>[]
  /** Null means all. */
  readonly chosen: readonly Value[] | null
  /** The choice in words. */
  readonly text: string
  readonly onChoose: (chosen: Value[] | null) => void
  /** Said while all are chosen. */
  readonly hint: string
  /** Said where no choice has the name that is searched for. */
  readonly none: string
  readonly width: number
  readonly side: 'start' | 'end'
  /** The button shows that not all are chosen. */
  readonly marked?: boolean
}

/** A button that says what is chosen and opens the choices: any number of them, or all when none is picked. */
export function ChoicePopover<Value extends string | number>(props: ChoicePopoverProps<Value>) {
  const { name, choices, chosen, text, onChoose, hint, none, width, side, marked = false } = props
  const [search, setSearch] = useState('')
  const many = name.toLowerCase()
  return (
    <Popover width={width} position={`bottom-${side}`} shadow="md" trapFocus returnFocus onClose={() => setSearch('')}>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          className={classes['picker'] ?? ''}
          data-side={side}
          data-marked={marked || undefined}
          aria-label={`${name}: ${text}`}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Choose ${many}`} p="xs">
        <TextInput
          size="xs"
          aria-label={`Search ${many}`}
          placeholder="Search"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
          data-autofocus
        />
        <ChoiceChecks
          choices={matchingChoices(choices, search)}
          chosen={chosen}
          onToggle={value => onChoose(toggled(choices, chosen, value))}
          none={none}
        />
        {chosen === null ? (
          <p className={classes['hint']}>{hint}</p>
        ) : (
          <Button size="compact-xs" variant="subtle" fullWidth onClick={() => onChoose(null)}>
            Show all {many}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}
