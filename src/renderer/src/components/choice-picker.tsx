import { ChoicePopover } from './choice-popover.tsx'
import { type Choice, choiceText } from './choices.ts'

export interface ChoicePickerProps<Value> {
  /** What is chosen among: `Projects`. */
  readonly name: string
  readonly choices: readonly Choice<Value>[]
  /** Null means all. */
  readonly chosen: readonly Value[] | null
  readonly onChoose: (chosen: Value[] | null) => void
}

/** Any number of choices, or all when none is picked; nothing is drawn where there is nothing to choose from. */
export function ChoicePicker<Value extends string | number>(props: ChoicePickerProps<Value>) {
  const { name, choices, chosen } = props
  if (choices.length < 2 && chosen === null) return null
  return (
    <ChoicePopover
      {...props}
      text={choiceText(choices, chosen, name)}
      hint="All count. Choose some to see them alone."
      none="Nothing of that name"
      width={300}
      side="start"
      marked={chosen !== null}
    />
  )
}
