import { useState } from 'react'
import type { PersonId } from '../../../../../shared/model/ids.ts'
import type { PersonDetail, PersonSummary } from '../../../../../shared/model/people.ts'
import { MergeDialog } from '../merge-dialog.tsx'
import classes from '../people.module.css'
import { usePeopleActions } from '../use-people-actions.ts'
import { PersonSearch } from './person-search.tsx'

export interface MergeWithProps {
  readonly person: PersonDetail
  readonly onMerged: (into: PersonId) => void
}

/** Finds somebody who is the same person, and merges them. */
export function MergeWith({ person, onMerged }: MergeWithProps) {
  const { merge } = usePeopleActions()
  const [other, setOther] = useState<PersonSummary | null>(null)
  return (
    <section aria-label="Merge">
      <h3 className={classes['heading']}>Also known as somebody else?</h3>
      <PersonSearch
        label="Search the other person"
        leaveOut={[person.id]}
        actionLabel={found => `Merge with ${found.name}`}
        action="Merge …"
        onChoose={setOther}
      />
      <MergeDialog
        people={other ? [person, other] : []}
        onCancel={() => setOther(null)}
        onMerge={(pairs, into) => {
          setOther(null)
          merge(pairs, `They are one now: ${into.name}`, () => onMerged(into.id))
        }}
      />
    </section>
  )
}
