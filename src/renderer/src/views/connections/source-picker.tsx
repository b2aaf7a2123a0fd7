import { Button, Checkbox, Group, Text, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { SourceOption } from '../../../../shared/model/connection.ts'
import { formatCount } from '../../format/number.ts'
import { filterOptions } from './filter-options.ts'
import { SourceList } from './source-list.tsx'

export interface SourcePickerProps {
  readonly options: readonly SourceOption[]
  readonly many: string
  readonly chosen: ReadonlySet<string>
  readonly onChange: (chosen: ReadonlySet<string>) => void
}

/** Chooses among what a verification found: search, all or none of what is shown, one by one. */
export function SourcePicker({ options, many, chosen, onChange }: SourcePickerProps) {
  const [search, setSearch] = useState('')
  const shown = useMemo(() => filterOptions(options, search), [options, search])
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
      <Group justify="space-between" my="xs">
        <Checkbox
          label={search.trim() === '' ? 'All' : `All ${formatCount(shown.length)} shown`}
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
