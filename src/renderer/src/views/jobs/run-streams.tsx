import { Table, Text, Title } from '@mantine/core'
import type { RunStream } from '../../../../shared/model/job.ts'
import tableClasses from '../../components/dense-table.module.css'
import { formatDuration } from '../../format/duration.ts'
import { formatBytes, formatCount } from '../../format/number.ts'
import { streamText } from './job-texts.ts'

/** What a run did, stream by stream. */
export function RunStreams({ streams }: { readonly streams: readonly RunStream[] }) {
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
          minWidth={680}
          maxHeight={360}
          tabIndex={0}
          role="group"
          aria-label="Streams"
        >
          <Table className={tableClasses['table'] ?? ''} stickyHeader aria-label="Streams of the run">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Data source</Table.Th>
                <Table.Th>Stream</Table.Th>
                <Table.Th ta="right">Read</Table.Th>
                <Table.Th ta="right">Written</Table.Th>
                <Table.Th ta="right">Skipped</Table.Th>
                <Table.Th ta="right">Deleted</Table.Th>
                <Table.Th ta="right">Requests</Table.Th>
                <Table.Th ta="right">Transferred</Table.Th>
                <Table.Th ta="right">Took</Table.Th>
                <Table.Th pl="xl">State</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {streams.map(stream => (
                <Table.Tr key={`${stream.dataSourceId} ${stream.dataSourceName} ${stream.stream}`}>
                  <Table.Td className={tableClasses['name'] ?? ''} title={stream.dataSourceName}>
                    {stream.dataSourceName}
                  </Table.Td>
                  <Table.Td>{streamText(stream.stream)}</Table.Td>
                  <Table.Td ta="right">{formatCount(stream.read)}</Table.Td>
                  <Table.Td ta="right">{formatCount(stream.written)}</Table.Td>
                  <Table.Td ta="right">{formatCount(stream.skipped)}</Table.Td>
                  <Table.Td ta="right">{formatCount(stream.deleted)}</Table.Td>
                  <Table.Td ta="right">{formatCount(stream.requests)}</Table.Td>
                  <Table.Td ta="right">{formatBytes(stream.bytes)}</Table.Td>
                  <Table.Td ta="right">{formatDuration(stream.activeMs)}</Table.Td>
                  <Table.Td pl="xl">{stream.complete ? 'Complete' : 'Not complete'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  )
}
