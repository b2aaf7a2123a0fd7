import { Table } from '@mantine/core'
import type { Ref } from 'react'
import type { RunStream } from '../../../../shared/model/job.ts'
import tableClasses from '../../components/dense-table.module.css'
import { formatDuration } from '../../format/duration.ts'
import { formatBytes, formatCount } from '../../format/number.ts'
import { Compared } from './compared.tsx'
import { streamText } from './job-texts.ts'

/** What is counted of each stream. */
export const streamFigures = [
  { title: 'Read', name: 'read', format: formatCount },
  { title: 'Written', name: 'written', format: formatCount },
  { title: 'Skipped', name: 'skipped', format: formatCount },
  { title: 'Deleted', name: 'deleted', format: formatCount },
  { title: 'Requests', name: 'requests', format: formatCount },
  { title: 'Waited', name: 'waitedMs', format: formatDuration },
  { title: 'Transferred', name: 'bytes', format: formatBytes },
  { title: 'Took', name: 'activeMs', format: formatDuration },
] as const

export interface StreamRowProps {
  readonly stream: RunStream
  /** The same stream in the run before. */
  readonly before: RunStream | null
  /** Its place in the whole list, counted from 0. */
  readonly index: number
  readonly ref: Ref<HTMLTableRowElement>
}

/** What a run did with one stream of one data source. */
export function StreamRow({ stream, before, index, ref }: StreamRowProps) {
  return (
    <Table.Tr ref={ref} data-index={index} aria-rowindex={index + 2}>
      <Table.Td className={tableClasses['name'] ?? ''} title={stream.dataSourceName}>
        {stream.dataSourceName}
      </Table.Td>
      <Table.Td>{streamText(stream.stream)}</Table.Td>
      {streamFigures.map(({ name, format }) => (
        <Table.Td key={name} ta="right">
          <Compared now={stream[name]} before={before?.[name] ?? null} format={format} />
        </Table.Td>
      ))}
      <Table.Td pl="xl">{stream.complete ? 'Complete' : 'Not complete'}</Table.Td>
    </Table.Tr>
  )
}
