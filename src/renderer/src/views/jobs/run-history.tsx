import { Anchor, Group, Pagination, Select, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { JobId } from '../../../../shared/model/ids.ts'
import type { JobSummary, RunSummary } from '../../../../shared/model/job.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import classes from '../../components/dense-table.module.css'
import { Panel } from '../../components/panel.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatBytes, formatCount } from '../../format/number.ts'
import { formatDateTime } from '../../format/time.ts'
import { outcomeTexts, triggerTexts } from './job-texts.ts'

const pageSize = 20

/** The runs so far, newest first, page by page; of one job if wanted. */
export function RunHistory({ jobs }: { readonly jobs: readonly JobSummary[] }) {
  const [jobId, setJobId] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const request = useRequest(
    'runs.list',
    { jobId: jobId === null ? null : JobId.parse(Number(jobId)), offset: (page - 1) * pageSize, limit: pageSize },
    { keepPrevious: true },
  )
  const names = new Map(jobs.map(job => [job.id, job.connectionName]))
  const choose = (id: string | null) => {
    setJobId(id)
    setPage(1)
  }
  return (
    <Panel
      title="Run history"
      actions={
        <Select
          aria-label="Runs of"
          size="xs"
          placeholder="All jobs"
          clearable
          data={jobs.map(job => ({ value: String(job.id), label: job.connectionName }))}
          value={jobId}
          onChange={choose}
        />
      }
    >
      <RequestState request={request} noun="runs">
        {({ rows, total }) =>
          total === 0 ? (
            <Text c="dimmed" size="sm">
              No runs yet.
            </Text>
          ) : (
            <>
              <RunTable rows={rows} nameOf={run => names.get(run.jobId) ?? 'Removed connection'} />
              {total > pageSize && (
                <Group justify="space-between" mt="sm">
                  <Text c="dimmed" size="sm">
                    {formatCount(total)} runs
                  </Text>
                  <Pagination
                    size="sm"
                    total={Math.ceil(total / pageSize)}
                    value={page}
                    onChange={setPage}
                    getControlProps={control => ({ 'aria-label': `${control} page` })}
                    getItemProps={item => ({ 'aria-label': `Page ${item}` })}
                  />
                </Group>
              )}
            </>
          )
        }
      </RequestState>
    </Panel>
  )
}

function RunTable({
  rows,
  nameOf,
}: {
  readonly rows: readonly RunSummary[]
  readonly nameOf: (run: RunSummary) => string
}) {
  const timeZone = useTimeZone()
  return (
    <Table.ScrollContainer type="native" minWidth={720} tabIndex={0} role="group" aria-label="Run history, all columns">
      <Table className={classes['table'] ?? ''} highlightOnHover aria-label="Runs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Started</Table.Th>
            <Table.Th>Job</Table.Th>
            <Table.Th>Outcome</Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th ta="right">Took</Table.Th>
            <Table.Th ta="right">Read</Table.Th>
            <Table.Th ta="right">Written</Table.Th>
            <Table.Th ta="right">Skipped</Table.Th>
            <Table.Th ta="right">Transferred</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(run => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <Anchor component={Link} href={`/jobs/runs/${run.id}`} size="sm">
                  {formatDateTime(run.startedAt, timeZone)}
                </Anchor>
              </Table.Td>
              <Table.Td className={classes['name'] ?? ''} title={nameOf(run)}>
                {nameOf(run)}
              </Table.Td>
              <Table.Td>
                <StateBadge tone={outcomeTexts[run.outcome].tone}>{outcomeTexts[run.outcome].label}</StateBadge>
              </Table.Td>
              <Table.Td>{triggerTexts[run.trigger]}</Table.Td>
              <Table.Td ta="right">{formatDuration(run.activeMs)}</Table.Td>
              <Table.Td ta="right">{formatCount(run.read)}</Table.Td>
              <Table.Td ta="right">{formatCount(run.written)}</Table.Td>
              <Table.Td ta="right">{formatCount(run.skipped)}</Table.Td>
              <Table.Td ta="right">{formatBytes(run.bytes)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
