import { Button, Select, Stack } from '@mantine/core'
import { IconReportSearch } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import type { QualityCount, QualityFinding } from '../../../../shared/model/quality.ts'
import { useRequest } from '../../api/use-request.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { TeamPicker } from '../../components/team-picker.tsx'
import { presetNames } from '../../format/period.ts'
import { type QualityPeriod, useQualityChoices } from '../../stores/quality-filter.ts'
import { FindingRow } from './finding-row.tsx'
import { findingGroups, findingTexts } from './finding-texts.ts'
import { ItemsDrawer } from './items-drawer.tsx'
import classes from './quality.module.css'
import { useQualityFilter } from './use-quality-filter.ts'

const allTime = 'all'
const periods: readonly NonNullable<QualityPeriod>[] = ['last-4-weeks', 'last-90-days', 'last-12-months']

/** What makes the numbers doubtful, with the items each finding is about. */
export function QualityView({ finding }: { readonly finding: QualityFinding | null }) {
  const [, navigate] = useLocation()
  const choices = useQualityChoices()
  const teams = useRequest('teams.list', undefined).data
  const filter = useQualityFilter(teams)
  const request = useRequest('quality.findings', { filter }, { keepPrevious: true })
  return (
    <Page
      title="Data quality"
      description="What makes the numbers doubtful: how much there is of it, what it does to them, and what helps."
      actions={
        <search className={classes['filters']} aria-label="Filter">
          <Select
            aria-label="Period"
            size="xs"
            w={148}
            allowDeselect={false}
            data={[
              { value: allTime, label: 'All time' },
              ...periods.map(value => ({ value, label: presetNames[value] })),
            ]}
            value={choices.period ?? allTime}
            onChange={value => choices.choose({ period: periods.find(period => period === value) ?? null })}
          />
          <TeamPicker teams={teams ?? []} chosen={filter.teamId} onChoose={teamId => choices.choose({ teamId })} />
        </search>
      }
    >
      <RequestState request={request} noun="findings">
        {counts =>
          counts.every(({ count }) => count === null) ? (
            <NothingToCheck />
          ) : (
            <Stack gap="md">
              <p className={classes['verdict']} role="status">
                {verdict(counts)}
              </p>
              {findingGroups.map(({ title, findings }) => (
                <Panel key={title} title={title}>
                  <ul className={classes['findings']}>
                    {findings.map(name => {
                      const count = counts.find(each => each.finding === name)
                      return (
                        count && <FindingRow key={name} count={count} onOpen={() => navigate(`/quality/${name}`)} />
                      )
                    })}
                  </ul>
                </Panel>
              ))}
            </Stack>
          )
        }
      </RequestState>
      <ItemsDrawer finding={finding} filter={filter} onClose={() => navigate('/quality')} />
    </Page>
  )
}

const NothingToCheck = () => (
  <EmptyNote
    icon={<IconReportSearch size={28} aria-hidden />}
    title="There is nothing to check yet"
    action={
      <Button component={Link} href="/connections" size="xs">
        Go to the connections
      </Button>
    }
  >
    What makes numbers doubtful is listed here once there is data: connect a repository or a tracker, and sync it.
  </EmptyNote>
)

function verdict(counts: readonly QualityCount[]): string {
  const found = counts.filter(({ count }) => (count ?? 0) > 0)
  if (found.length === 0) return 'Nothing makes the numbers doubtful.'
  const names = found.slice(0, 3).map(({ finding }) => findingTexts[finding].title.toLowerCase())
  const rest = found.length > names.length ? ` and ${found.length - names.length} more` : ''
  return `${found.length === 1 ? '1 finding' : `${found.length} findings`}: ${names.join(', ')}${rest}.`
}
