import { Button, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconUsers } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { PersonId } from '../../../../shared/model/ids.ts'
import type { PersonSummary } from '../../../../shared/model/people.ts'
import { useRequest } from '../../api/use-request.ts'
import { EmptyNote } from '../../components/empty-note.tsx'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { ItemTable } from '../../components/item-table/item-table.tsx'
import { faultOf } from '../../faults.ts'
import { formatNoun } from '../../format/number.ts'
import classes from './people.module.css'
import { PeopleFilters } from './people-filters.tsx'
import { PersonDrawer } from './person/person-drawer.tsx'
import { personColumns } from './person-columns.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { type PeopleFilter, usePersonPages } from './use-person-pages.ts'

type Chosen = ReadonlyMap<PersonId, PersonSummary>

/** Everybody, searched and filtered; one opens beside the list, several can be chosen and changed together. */
export function PeopleTab() {
  const [filter, setFilter] = useState<PeopleFilter>({ search: '', kind: 'all', teamId: null, sort: 'commits' })
  const [search] = useDebouncedValue(filter.search, 150)
  const teams = useRequest('teams.list', undefined).data
  const { source, error, retry } = usePersonPages({ ...filter, search })
  const [opened, setOpened] = useState<PersonId | null>(null)
  const [chosen, setChosen] = useState<Chosen>(new Map())
  const toggle = useCallback((person: PersonSummary) => setChosen(now => toggled(now, person)), [])
  const open = useCallback((person: PersonSummary) => setOpened(person.id), [])
  const columns = useMemo(() => personColumns({ teams: teams ?? [], chosen, toggle }), [teams, chosen, toggle])
  const isFiltered = search !== '' || filter.kind !== 'all' || filter.teamId !== null
  if (error && source.total === undefined) return <FaultAlert fault={faultOf(error)} onRetry={retry} />
  if (source.total === 0 && !isFiltered) return <Nobody />
  return (
    <Stack gap="sm">
      <PeopleFilters filter={filter} teams={teams ?? []} onChange={change => setFilter({ ...filter, ...change })} />
      {error && <FaultAlert fault={faultOf(error)} onRetry={retry} />}
      <SelectionBar chosen={[...chosen.values()]} onClear={() => setChosen(new Map())}>
        <p className={classes['count']} role="status">
          {source.total === undefined ? 'Loading people …' : formatNoun(source.total, 'person', 'people')}
        </p>
      </SelectionBar>
      {source.total === 0 ? (
        <EmptyNote title="Nobody matches">Nobody of this kind has a name or an e-mail with these words.</EmptyNote>
      ) : (
        <ItemTable
          name="People"
          source={source}
          columns={columns}
          onOpen={open}
          onMark={toggle}
          maxHeight="calc(100dvh - 20rem)"
        />
      )}
      <p className={classes['keys']}>
        <kbd>Enter</kbd> opens · <kbd>Space</kbd> chooses several, to merge or change them together
      </p>
      <PersonDrawer personId={opened} teams={teams ?? []} onClose={() => setOpened(null)} onOpen={setOpened} />
    </Stack>
  )
}

function toggled(now: Chosen, person: PersonSummary): Chosen {
  const next = new Map(now)
  if (!next.delete(person.id)) next.set(person.id, person)
  return next
}

const Nobody = () => (
  <EmptyNote
    icon={<IconUsers size={28} aria-hidden />}
    title="Nobody is known yet"
    action={
      <Button component={Link} href="/connections" size="xs">
        Go to the connections
      </Button>
    }
  >
    People appear here with the first sync: who commits in your repositories, and who is named in your issues.
  </EmptyNote>
)
