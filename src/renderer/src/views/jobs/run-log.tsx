import { Group, Select, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { RunId } from '../../../../shared/model/ids.ts'
import { LogLevel } from '../../../../shared/model/job.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { faultOf } from '../../faults.ts'
import { formatNoun } from '../../format/number.ts'
import { CopyLog } from './copy-log.tsx'
import { LogLines } from './log-lines.tsx'
import { useRunLog } from './use-run-log.ts'

const levels: Readonly<Record<LogLevel, string>> = {
  debug: 'Everything',
  info: 'Information and worse',
  warn: 'Warnings and errors',
  error: 'Errors only',
}

/** A run's log, newest first, by severity and searched text. */
export function RunLog({ runId }: { readonly runId: RunId }) {
  const [minLevel, setMinLevel] = useState<LogLevel>('info')
  const [search, setSearch] = useState('')
  const [searched] = useDebouncedValue(search.trim(), 200)
  const filter = { runId, minLevel, search: searched }
  const log = useRunLog(filter)
  return (
    <section>
      <Group justify="space-between" mb="xs" gap="xs">
        <Title order={2}>Log</Title>
        <Group gap="xs">
          <TextInput
            aria-label="Search the log"
            placeholder="Search"
            size="xs"
            maxLength={200}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={search}
            onChange={event => setSearch(event.currentTarget.value)}
          />
          <Select
            aria-label="Severity"
            size="xs"
            allowDeselect={false}
            data={LogLevel.options.map(value => ({ value, label: levels[value] }))}
            value={minLevel}
            onChange={value => setMinLevel(LogLevel.parse(value))}
          />
          <CopyLog filter={filter} disabled={log.total === 0} />
        </Group>
      </Group>
      {log.error && <FaultAlert fault={faultOf(log.error)} onRetry={log.retry} />}
      <LogLines
        entries={log.entries}
        emptyText={
          log.loading
            ? 'Loading the log'
            : searched
              ? 'Nothing matches'
              : minLevel === 'debug'
                ? 'Nothing was logged'
                : 'Nothing of this severity was logged'
        }
        onNearEnd={log.more}
      />
      <Text size="xs" c="dimmed" mt={4} role="status">
        {formatNoun(log.total, 'entry', 'entries')}, newest first
      </Text>
    </section>
  )
}
