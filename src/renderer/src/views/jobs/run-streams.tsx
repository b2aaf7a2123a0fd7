import { Table, Text, Title } from '@mantine/core'
import type { RunStream } from '../../../../shared/model/job.ts'
import tableClasses from '../../components/dense-table.module.css'
import { formatDuration } from '../../format/duration.ts'
import { formatBytes, formatCount } from '../../format/number.ts'
import { Compared } from './compared.tsx'
import { streamText } from './job-texts.ts'
import { sameStream } from './run-comparison.ts'

export interface RunStreamsProps {
  readonly streams: readonly RunStream[]
  /** Those of the run to compare with. */
  readonly before: readonly RunStream[] | undefined
}

/** What a run did, stream by stream, and how that differs from the run before. */
export function RunStreams({ streams, before }: RunStreamsProps) {
  return (
    <section>
      <Title order={2} mb="xs">
        By stream
      </Title>
      {streams.length === 0 ? (
        <Text c="dimmed" size="sm">
          Nothing was read in this run.
        </Text>
      ) : (
        <Table.ScrollContainer
          type="native"
          minWidth={760}
          maxHeight={420}
          tabIndex={0}
          role="group"
          aria-label="Streams"
        >
          <Table className={tableClasses['table'] ?? ''} stickyHeader aria-label="Streams of the run">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Data source</Table.Th>
                <Table.Th>Stream</Table.Th>
                {figures.map(({ title }) => (
                  <Table.Th key={title} ta="right">
                    {title}
                  </Table.Th>
                ))}
                <Table.Th pl="xl">State</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {streams.map(stream => (
                <StreamRow
                  key={`${stream.dataSourceId} ${stream.dataSourceName} ${stream.stream}`}
                  stream={stream}
                  before={sameStream(before, stream)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}

const figures = [
  { title: 'Read', name: 'read', format: formatCount },
  { title: 'Written', name: 'written', format: formatCount },
  { title: 'Skipped', name: 'skipped', format: formatCount },
  { title: 'Deleted', name: 'deleted', format: formatCount },
  { title: 'Requests', name: 'requests', format: formatCount },
  { title: 'Waited', name: 'waitedMs', format: formatDuration },
  { title: 'Transferred', name: 'bytes', format: formatBytes },
  { title: 'Took', name: 'activeMs', format: formatDuration },
] as const

function StreamRow({ stream, before }: { readonly stream: RunStream; readonly before: RunStream | null }) {
  return (
    <Table.Tr>
      <Table.Td className={tableClasses['name'] ?? ''} title={stream.dataSourceName}>
        {stream.dataSourceName}
      </Table.Td>
      <Table.Td>{streamText(stream.stream)}</Table.Td>
      {figures.map(({ name, format }) => (
        <Table.Td key={name} ta="right">
          <Compared now={stream[name]} before={before?.[name] ?? null} format={format} />
        </Table.Td>
      ))}
      <Table.Td pl="xl">{stream.complete ? 'Complete' : 'Not complete'}</Table.Td>
    </Table.Tr>
  )
}
