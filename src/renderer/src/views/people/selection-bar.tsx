import { Button, Group } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { PersonSummary } from '../../../../shared/model/people.ts'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { formatNoun } from '../../format/number.ts'
import { MergeDialog } from './merge-dialog.tsx'
import classes from './people.module.css'
import { usePeopleActions } from './use-people-actions.ts'

export interface SelectionBarProps {
  readonly chosen: readonly PersonSummary[]
  readonly onClear: () => void
  /** What stands here while nobody is chosen. */
  readonly children: ReactNode
}

/** What can be done with the people that are chosen. */
export function SelectionBar({ chosen, onClear, children }: SelectionBarProps) {
  const actions = usePeopleActions()
  const [merging, setMerging] = useState(false)
  const who = formatNoun(chosen.length, 'person', 'people')
  const setBots = (bot: boolean) => {
    const ids = (of: readonly PersonSummary[]) => of.map(({ id }) => id)
    const byHand = (was: boolean) => chosen.filter(person => person.botByHand && person.bot === was)
    actions.set(
      { personIds: ids(chosen), bot },
      [
        { personIds: ids(chosen.filter(person => !person.botByHand)), bot: null },
        { personIds: ids(byHand(true)), bot: true },
        { personIds: ids(byHand(false)), bot: false },
      ],
      bot ? `${who} marked as bots` : `${who} marked as people`,
    )
    onClear()
  }
  const setActive = (active: boolean) => {
    const changed = chosen.filter(person => person.active !== active).map(({ id }) => id)
    if (changed.length > 0) {
      const told = `${formatNoun(changed.length, 'person', 'people')} ${active ? 'made active' : 'made inactive'}`
      actions.set({ personIds: changed, active }, [{ personIds: changed, active: !active }], told)
    }
    onClear()
  }
  return (
    <div className={classes['bar']}>
      {chosen.length === 0 ? (
        children
      ) : (
        <Group gap="xs" role="toolbar" aria-label="Chosen people">
          <span className={classes['count']}>{formatNoun(chosen.length, 'person', 'people')} chosen</span>
          <ReasonedButton
            size="compact-sm"
            disabledBecause={chosen.length < 2 ? 'Choose at least two people to merge.' : null}
            onClick={() => setMerging(true)}
          >
            Merge …
          </ReasonedButton>
          <Button size="compact-sm" variant="default" onClick={() => setBots(!chosen.every(({ bot }) => bot))}>
            {chosen.every(({ bot }) => bot) ? 'Mark as people' : 'Mark as bots'}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setActive(!chosen.some(({ active }) => active))}>
            {chosen.some(({ active }) => active) ? 'Make inactive' : 'Make active'}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={onClear}>
            Choose nobody
          </Button>
        </Group>
      )}
      <MergeDialog
        people={merging ? chosen : []}
        onCancel={() => setMerging(false)}
        onMerge={(pairs, into) => {
          setMerging(false)
          actions.merge(pairs, `${formatNoun(pairs.length + 1, 'person', 'people')} are one now: ${into.name}`, onClear)
        }}
      />
    </div>
  )
}
