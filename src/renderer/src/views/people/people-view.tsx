import { Tabs } from '@mantine/core'
import { useLocation } from 'wouter'
import { useRequest } from '../../api/use-request.ts'
import { Page } from '../../components/page.tsx'
import { formatCount } from '../../format/number.ts'
import { MatchesTab } from './matches/matches-tab.tsx'
import classes from './people.module.css'
import { PeopleTab } from './people-tab.tsx'
import { TeamsTab } from './team/teams-tab.tsx'

export type PeopleTabName = 'people' | 'suggestions' | 'teams'

const paths: Readonly<Record<PeopleTabName, string>> = {
  people: '/people',
  suggestions: '/people/suggestions',
  teams: '/people/teams',
}

/** Who works here, in all systems at once, and in which teams. */
export function PeopleView({ tab }: { readonly tab: PeopleTabName }) {
  const [, navigate] = useLocation()
  const matches = useRequest('people.suggestions', { page: { offset: 0, limit: 1 } })
  const teams = useRequest('teams.list', undefined)
  const count = (number: number | undefined) =>
    number ? <span className={classes['tabCount']}>{formatCount(number)}</span> : undefined
  return (
    <Page
      title="People & teams"
      description="Everybody the connected systems know. Whoever is in several of them counts once when merged; teams narrow every page to their own work."
    >
      <Tabs
        value={tab}
        onChange={next => navigate(paths[(next ?? 'people') as PeopleTabName])}
        keepMounted={false}
        activateTabWithKeyboard={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="people">People</Tabs.Tab>
          <Tabs.Tab value="suggestions" rightSection={count(matches.data?.total)}>
            Suggestions
          </Tabs.Tab>
          <Tabs.Tab value="teams" rightSection={count(teams.data?.length)}>
            Teams
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <PeopleTab />
        </Tabs.Panel>
        <Tabs.Panel value="suggestions">
          <MatchesTab />
        </Tabs.Panel>
        <Tabs.Panel value="teams">
          <TeamsTab />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
