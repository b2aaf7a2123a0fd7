import { Button, Checkbox, Popover, TextInput } from '@mantine/core'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useState } from 'react'
import { formatCount } from '../format/number.ts'
import classes from './choice-picker.module.css'
import { choiceText, matchingChoices } from './choices.ts'

export interface Choice {
  readonly value: string
  readonly label: string
  /** What tells it from another of the same name. */
  readonly detail?: string
  readonly count: number
}

export interface ChoicePickerProps {
  readonly noun: { readonly one: string; readonly many: string }
  readonly choices: readonly Choice[]
  /** Null means all. */
  readonly chosen: readonly string[] | null
  readonly onChoose: (chosen: string[] | null) => void
}

/** Any number of choices, or all when none is picked; nothing is drawn where there is nothing to choose from. */
export function ChoicePicker({ noun, choices, chosen, onChoose }: ChoicePickerProps) {
  const [search, setSearch] = useState('')
  if (choices.length < 2 && chosen === null) return null
  const shown = matchingChoices(choices, search)
  const text = choiceText(choices, chosen, noun)
  const toggle = (value: string) => {
    const next = chosen?.includes(value) ? chosen.filter(each => each !== value) : [...(chosen ?? []), value]
    onChoose(next.length > 0 ? next : null)
  }
  return (
    <Popover width={300} position="bottom-start" shadow="md" trapFocus returnFocus onClose={() => setSearch('')}>
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          className={classes['picker'] ?? ''}
          data-narrowed={chosen !== null || undefined}
          aria-label={`${noun.many}: ${text}`}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={`Choose ${noun.many.toLowerCase()}`} p="xs">
        <TextInput
          size="xs"
          aria-label={`Search ${noun.many.toLowerCase()}`}
          placeholder="Search"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={event => setSearch(event.currentTarget.value)}
          data-autofocus
        />
        <Checks choices={shown} chosen={chosen} onToggle={toggle} />
        {chosen === null ? (
          <p className={classes['hint']}>All count. Choose some to see them alone.</p>
        ) : (
          <Button size="compact-xs" variant="subtle" fullWidth onClick={() => onChoose(null)}>
            Show all {noun.many.toLowerCase()}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

interface ChecksProps {
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[] | null
  readonly onToggle: (value: string) => void
}

/** A check box per choice, however many there are. */
function Checks({ choices, chosen, onToggle }: ChecksProps) {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const virtual = useVirtualizer({
    count: choices.length,
    getScrollElement: () => scroller,
    estimateSize: () => 30,
    overscan: 8,
  })
  if (choices.length === 0) return <p className={classes['none']}>Nothing of that name</p>
  return (
    <div ref={setScroller} className={classes['checks']}>
      <div style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const choice = choices[index]
          if (!choice) return null
          return (
            <Checkbox
              key={choice.value}
              size="xs"
              className={classes['check'] ?? ''}
              style={{ transform: `translateY(${start}px)` }}
              label={
                <span title={choice.label}>
                  {choice.label} {choice.detail && <span className={classes['detail']}>{choice.detail} </span>}
                  <span className={classes['detail']}>{formatCount(choice.count)}</span>
                </span>
              }
              checked={chosen?.includes(choice.value) ?? false}
              onChange={() => onToggle(choice.value)}
            />
          )
        })}
      </div>
    </div>
  )
}
