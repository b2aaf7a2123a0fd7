import { Button, Stack } from '@mantine/core'
import { IconUserCheck } from '@tabler/icons-react'
import { useRequest } from '../../../api/use-request.ts'
import { EmptyNote } from '../../../components/empty-note.tsx'
import { RequestState } from '../../../components/request-state.tsx'
import { formatCount, formatNoun } from '../../../format/number.ts'
import shared from '../people.module.css'
import { usePeopleActions } from '../use-people-actions.ts'
import { MatchCard } from './match-card.tsx'
import classes from './matches.module.css'

/** Suggestions shown at once; as they are decided, the rest follow. */
const shownAtMost = 100

/** Who looks like the same person, for the user to decide. */
export function MatchesTab() {
  const request = useRequest('people.suggestions', { page: { offset: 0, limit: shownAtMost } }, { keepPrevious: true })
  const actions = usePeopleActions()
  return (
    <RequestState request={request} noun="suggestions">
      {({ rows, total, strengths }) => {
        const sure = rows.filter(({ strength }) => strength === 'strong')
        if (total === 0) return <NothingToDecide />
        return (
          <Stack gap="sm">
            <div className={shared['bar']}>
              <p className={shared['count']} role="status">
                {formatNoun(total, 'pair of people', 'pairs of people')} may be the same
                {total > rows.length && `; the first ${formatCount(rows.length)} are shown, the rest follow`}
              </p>
              {sure.length > 1 && (
                <Button
                  size="xs"
                  variant="default"
                  disabled={actions.busy}
                  onClick={() =>
                    actions.merge(
                      sure.map(({ into, other }) => ({ into: into.id, other: other.id })),
                      `${formatNoun(sure.length, 'pair')} with the same address merged`,
                    )
                  }
                >
                  Merge the {strengths.strong > sure.length && 'first '}
                  {formatCount(sure.length)} with the same address
                </Button>
              )}
            </div>
            <ul className={classes['matches']} aria-label="People that may be the same">
              {rows.map(match => (
                <MatchCard key={`${match.into.id} ${match.other.id}`} match={match} actions={actions} />
              ))}
            </ul>
          </Stack>
        )
      }}
    </RequestState>
  )
}

const NothingToDecide = () => (
  <EmptyNote icon={<IconUserCheck size={28} aria-hidden />} title="Nobody looks like somebody else">
    When people of several systems have the same e-mail or name, they are suggested here to be merged. What you decided
    is not asked again.
  </EmptyNote>
)
