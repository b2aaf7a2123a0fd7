import { Table, Text, Title } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { RunStream } from '../../../../shared/model/job.ts'
import tableClasses from '../../components/dense-table.module.css'
import { SpacerRow } from '../../components/item-table/spacer-row.tsx'
import { sameStream } from './run-comparison.ts'
import { StreamRow, streamFigures } from './stream-row.tsx'

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
        <StreamTable streams={streams} before={before} />
      )}
    </section>
  )
}

/** Only the rows in sight are drawn: a connection may have hundreds of data sources. */
function StreamTable({ streams, before }: RunStreamsProps) {
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: streams.length,
    getScrollElement: () => box.current,
    estimateSize: () => 36,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  return (
    <Table.ScrollContainer
      ref={box}
      type="native"
      minWidth={760}
      maxHeight={420}
      tabIndex={0}
      role="group"
      aria-label="Streams"
    >
      <Table
        className={tableClasses['table'] ?? ''}
        stickyHeader
        aria-label="Streams of the run"
        aria-rowcount={streams.length + 1}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            <Table.Th>Data source</Table.Th>
            <Table.Th>Stream</Table.Th>
            {streamFigures.map(({ title }) => (
              <Table.Th key={title} ta="right">
                {title}
              </Table.Th>
            ))}
            <Table.Th pl="xl">State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <SpacerRow height={items[0]?.start ?? 0} />
          {items.map(({ index, key }) => {
            const stream = streams[index]
            return (
              stream && (
                <StreamRow
                  key={key}
                  ref={virtual.measureElement}
                  index={index}
                  stream={stream}
                  before={sameStream(before, stream)}
                />
              )
            )
          })}
          <SpacerRow height={virtual.getTotalSize() - (items.at(-1)?.end ?? 0)} />
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
