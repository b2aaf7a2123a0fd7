import { Checkbox, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { formatCount } from '../../../format/number.ts'
import shared from '../people.module.css'
import classes from './member-picker.module.css'

export interface Member<Id extends number> {
  readonly id: Id
  readonly name: string
  /** What tells it apart: an e-mail, a connection. */
  readonly about: ReactNode
}

export interface MemberPickerProps<Id extends number> {
  /** What is picked: `People`. */
  readonly title: string
  readonly search: string
  readonly onSearch: (search: string) => void
  /** Those that match the search, a screenful at most. */
  readonly found: readonly Member<Id>[]
  /** How many match in all. */
  readonly total: number
  readonly chosen: readonly Member<Id>[]
  readonly onToggle: (id: Id) => void
  /** Why there is nothing to pick. */
  readonly empty: string
}

/** Picks any number out of any number: what is chosen on top, what is found below. */
export function MemberPicker<Id extends number>(props: MemberPickerProps<Id>) {
  const { title, search, onSearch, found, total, chosen, onToggle, empty } = props
  const titleId = useId()
  const ids = new Set<number>(chosen.map(({ id }) => id))
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className={shared['heading']}>
        {title}
        <span className={shared['dimmed']}> {formatCount(chosen.length)} chosen</span>
      </h3>
      {chosen.length > 0 && (
        <ul className={classes['pills']} aria-label={`Chosen ${title.toLowerCase()}`}>
          {chosen.map(({ id, name }) => (
            <li key={id} className={classes['pill']}>
              <span className={classes['pillName']}>{name}</span>
              <button type="button" aria-label={`Take out ${name}`} onClick={() => onToggle(id)}>
                <IconX size={12} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextInput
        size="xs"
        aria-label={`Search ${title.toLowerCase()}`}
        placeholder="Search"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={event => onSearch(event.currentTarget.value)}
      />
      <div className={classes['candidates']}>
        {found.map(({ id, name, about }) => (
          <Checkbox
            key={id}
            size="xs"
            checked={ids.has(id)}
            onChange={() => onToggle(id)}
            label={
              <>
                {name} <span className={shared['dimmed']}>{about}</span>
              </>
            }
          />
        ))}
        {found.length === 0 && <p className={shared['hint']}>{search === '' ? empty : 'None of that name'}</p>}
        {total > found.length && (
          <p className={shared['hint']}>and {formatCount(total - found.length)} more: search for them</p>
        )}
      </div>
    </section>
  )
}

/** The list with one more, or one less. */
export const withToggled = <Id,>(ids: readonly Id[], id: Id): Id[] =>
  ids.includes(id) ? ids.filter(each => each !== id) : [...ids, id]
