import { Button, Checkbox, Group, SegmentedControl, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { ConnectorSummary, SourceOption } from '../../../../shared/model/connection.ts'
import { formatCount } from '../../format/number.ts'
import { filterOptions } from './filter-options.ts'
import { kindCounts } from './source-kinds.ts'
import { SourceList } from './source-list.tsx'

export interface SourcePickerProps {
  readonly options: readonly SourceOption[]
  readonly connector: Pick<ConnectorSummary, 'sourceNoun' | 'sourceKinds'>
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
}

/** No kind is called so. */
const everyKind = ''

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Chooses among what a verification found: search, all or none of what is shown, one by one. */
export function SourcePicker({ options, connector, chosen, onChange }: SourcePickerProps) {
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState(everyKind)
  const kinds = useMemo(() => kindCounts(options, connector), [options, connector])
  const shown = useMemo(
    () => filterOptions(kind === everyKind ? options : options.filter(option => option.kind === kind), search),
    [options, kind, search],
  )
  const filtered = kind !== everyKind || search.trim() !== ''
  const { many } = connector.sourceNoun
  const shownChosen = shown.filter(option => chosen.has(option.externalId)).length
  const setShown = (wanted: boolean) => {
    const next = new Set(chosen)
    for (const { externalId } of shown) {
      if (wanted) next.add(externalId)
      else next.delete(externalId)
    }
    onChange(next)
  }
  const toggle = (externalId: string) => {
    const next = new Set(chosen)
    if (!next.delete(externalId)) next.add(externalId)
    onChange(next)
  }
  return (
    <div>
      <TextInput
        aria-label={`Search ${many}`}
        placeholder={`Search ${many}`}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={event => setSearch(event.currentTarget.value)}
      />
      {kinds.length > 1 && (
        <SegmentedControl
          aria-label="Kind"
          size="xs"
          mt="xs"
          value={kind}
          data={[
            { value: everyKind, label: `All (${formatCount(options.length)})` },
            ...kinds.map(({ kind, count, noun }) => ({
              value: kind,
              label: `${capital(noun.many)} (${formatCount(count)})`,
            })),
          ]}
          onChange={setKind}
        />
      )}
      <Group justify="space-between" my="xs">
        <Checkbox
          label={filtered ? `All ${formatCount(shown.length)} shown` : 'All'}
          checked={shown.length > 0 && shownChosen === shown.length}
          indeterminate={shownChosen > 0 && shownChosen < shown.length}
          disabled={shown.length === 0}
          onChange={() => setShown(shownChosen < shown.length)}
        />
        <Group gap="xs">
          <Text size="sm" c="dimmed" role="status">
            {formatCount(chosen.size)} of {formatCount(options.length)} chosen
          </Text>
          <Button size="compact-xs" variant="subtle" disabled={chosen.size === 0} onClick={() => onChange(new Set())}>
            Choose none
          </Button>
        </Group>
      </Group>
      <SourceList options={shown} many={many} chosen={chosen} onToggle={toggle} />
    </div>
  )
}
