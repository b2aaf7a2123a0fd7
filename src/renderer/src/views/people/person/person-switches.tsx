import { Switch } from '@mantine/core'
import type { PersonSummary } from '../../../../../shared/model/people.ts'
import { usePeopleActions } from '../use-people-actions.ts'

export interface PersonSwitchProps {
  readonly person: Pick<PersonSummary, 'id' | 'name' | 'bot' | 'botByHand' | 'active'>
  /** With its label beside it, and a tab stop; in a table it is the drawer that the keyboard leads to. */
  readonly label?: string
}

/** Whether somebody is a program. */
export function BotSwitch({ person: { id, name, bot, botByHand }, label }: PersonSwitchProps) {
  const { set } = usePeopleActions()
  const personIds = [id]
  return (
    <Switch
      size="xs"
      checked={bot}
      {...(label === undefined ? { 'aria-label': `${name} is a bot`, tabIndex: -1 } : { label })}
      onChange={() =>
        set(
          { personIds, bot: !bot },
          [{ personIds, bot: botByHand ? bot : null }],
          bot ? `${name} counts as a person` : `${name} is a bot: not counted unless bots are shown`,
        )
      }
    />
  )
}

/** Whether somebody counts at all. */
export function ActiveSwitch({ person: { id, name, active }, label }: PersonSwitchProps) {
  const { set } = usePeopleActions()
  const personIds = [id]
  return (
    <Switch
      size="xs"
      checked={active}
      {...(label === undefined ? { 'aria-label': `${name} is active`, tabIndex: -1 } : { label })}
      onChange={() =>
        set(
          { personIds, active: !active },
          [{ personIds, active }],
          active ? `${name} counts nowhere any more` : `${name} counts again`,
        )
      }
    />
  )
}
