import { Switch, Table } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { PullsWhat, ReviewLoad } from '../../../../../shared/model/pull-requests.ts'
import { useRequest } from '../../../api/use-request.ts'
import dense from '../../../components/dense-table.module.css'
import { RequestState } from '../../../components/request-state.tsx'
import { formatCount, formatDecimal, formatNoun } from '../../../format/number.ts'
import { CardSkeleton } from '../../overview/cards/card-skeleton.tsx'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import type { PullContext } from '../pull-context.ts'
import classes from '../pull-requests.module.css'
import { type Figure, PullCard } from './pull-card.tsx'

/** Who reviews how much: by team, and by person only when that is switched on. */
export function LoadCard({ context }: { readonly context: PullContext }) {
  const [byPerson, setByPerson] = useState(false)
  const { filter } = context.chosen
  const request = useRequest('pullRequests.load', { filter, byPerson }, { keepPrevious: true })
  return (
    <RequestState
      request={request}
      noun="review load"
      loading={<CardSkeleton title="Review load" chartHeight={120} headline />}
    >
      {load => (
        <PullCard
          title="Review load"
          context={{ ...context, stale: request.isPlaceholderData }}
          noData={load.noData}
          height={96}
          rule="Reviews given in the period by anybody other than the author. A pull request counts once for each of its reviewers. Received: pull requests of theirs that others reviewed. One in several teams counts in each."
          madeFrom={formatNoun(load.reviews, 'review')}
          actions={
            <Switch
              size="xs"
              label="Show people"
              description="For spreading reviews within a team, not for ranking: the numbers say nothing of their worth."
              checked={byPerson}
              onChange={event => setByPerson(event.currentTarget.checked)}
            />
          }
          figure={figureOf(load, context)}
          facts={
            load.noData === null && (
              <p>
                Half of all {formatNoun(load.reviews, 'review')} come from {formatCount(load.halfBy)} of{' '}
                {formatNoun(load.reviewers, 'reviewer')}.
              </p>
            )
          }
        >
          <div className={classes['loads']}>
            <Teams load={load} context={context} />
            {byPerson && load.people && <People people={load.people} context={context} />}
          </div>
        </PullCard>
      )}
    </RequestState>
  )
}

interface PartProps {
  readonly load: ReviewLoad
  readonly context: PullContext
}

const open = ({ onOpen }: PullContext, title: string, what: PullsWhat) => onOpen({ title, what, sort: 'opened' })

function figureOf({ medianReviewed }: ReviewLoad, context: PullContext): Figure | null {
  if (medianReviewed === null) return null
  const { from, to } = context.chosen.filter
  const unit = 'pull requests reviewed per reviewer (median)'
  const text = formatDecimal(medianReviewed)
  const onOpen = () => open(context, 'Reviewed pull requests', { kind: 'reviewed', from, to })
  return { text, unit, label: `${text} ${unit}`, onOpen }
}

function Teams({ load, context }: PartProps) {
  const { from, to } = context.chosen.filter
  return (
    <LoadTable name="Review load by team" first="Team" second="Reviewers">
      {load.teams.map(({ teamId, name, people, reviewers, ...numbers }) => (
        <LoadRow
          key={teamId ?? 0}
          name={name}
          second={`${formatCount(reviewers)} of ${formatCount(people)}`}
          numbers={numbers}
          onOpen={() =>
            open(context, `Reviewed by ${teamId === null ? 'people in no team' : name}`, {
              kind: 'reviewedByTeam',
              teamId,
              from,
              to,
            })
          }
        />
      ))}
    </LoadTable>
  )
}

function People({
  people,
  context,
}: {
  readonly people: NonNullable<ReviewLoad['people']>
  readonly context: PullContext
}) {
  const { from, to } = context.chosen.filter
  return (
    <div className={classes['people']}>
      <LoadTable name="Review load by person" first="Person">
        {people.map(({ personId, name, ...numbers }) => (
          <LoadRow
            key={personId}
            name={name}
            numbers={numbers}
            onOpen={() => open(context, `Reviewed by ${name}`, { kind: 'reviewedByPerson', personId, from, to })}
          />
        ))}
      </LoadTable>
    </div>
  )
}

interface LoadTableProps {
  readonly name: string
  readonly first: string
  readonly second?: string
  readonly children: ReactNode
}

const LoadTable = ({ name, first, second, children }: LoadTableProps) => (
  <Table className={dense['table'] ?? ''} aria-label={name}>
    <Table.Thead>
      <Table.Tr>
        <Table.Th>{first}</Table.Th>
        {second && <Table.Th ta="right">{second}</Table.Th>}
        <Table.Th ta="right">Reviewed</Table.Th>
        <Table.Th ta="right">Reviews</Table.Th>
        <Table.Th ta="right">Received</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>{children}</Table.Tbody>
  </Table>
)

interface LoadRowProps {
  readonly name: string
  readonly second?: string
  readonly numbers: { readonly reviewed: number; readonly reviews: number; readonly received: number }
  readonly onOpen: () => void
}

const LoadRow = ({ name, second, numbers: { reviewed, reviews, received }, onOpen }: LoadRowProps) => (
  <Table.Tr>
    <Table.Th scope="row">{name}</Table.Th>
    {second !== undefined && <Table.Td ta="right">{second}</Table.Td>}
    <Table.Td ta="right">
      {reviewed === 0 ? (
        '–'
      ) : (
        <FigureButton onOpen={onOpen} label={`${formatCount(reviewed)} reviewed by ${name}`}>
          {formatCount(reviewed)}
        </FigureButton>
      )}
    </Table.Td>
    <Table.Td ta="right">{formatCount(reviews)}</Table.Td>
    <Table.Td ta="right">{formatCount(received)}</Table.Td>
  </Table.Tr>
)
