import { Anchor, Collapse, Progress, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import type { FlowConfig } from '../../../../shared/model/flow.ts'
import type { FlowImpact } from '../../../../shared/model/flow-mapping.ts'
import { useRequest } from '../../api/use-request.ts'
import dense from '../../components/dense-table.module.css'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { IssueDrawer } from '../../components/issue-drawer/issue-drawer.tsx'
import { faultOf } from '../../faults.ts'
import { formatCount, formatNoun } from '../../format/number.ts'
import { exampleText } from './example-text.ts'
import classes from './flow-review.module.css'
import { figureRows } from './impact-figures.ts'

/** What a configuration would change in the numbers, before it is saved. */
export function Impact({ config }: { readonly config: FlowConfig }) {
  const preview = useRequest('flow.preview', { config }, { gcTimeMs: 30_000 })
  if (preview.error) {
    return (
      <FaultAlert fault={faultOf(preview.error)} onRetry={() => void preview.refetch()} retrying={preview.isFetching} />
    )
  }
  if (!preview.data) {
    return (
      <div className={classes['impact']} role="status">
        <p className={classes['impactHead']}>Working out what would change …</p>
        <Progress value={100} animated size="xs" aria-label="Working out what would change" />
      </div>
    )
  }
  return <Figures impact={preview.data} />
}

function Figures({ impact }: { readonly impact: FlowImpact }) {
  const { affected, issues, days } = impact
  return (
    <section className={classes['impact']} aria-label="What would change">
      <p className={classes['impactHead']} role="status">
        {affected === 0
          ? `No issue’s steps change (${formatNoun(issues, 'issue')} looked at).`
          : `${formatCount(affected)} of ${formatNoun(issues, 'issue')} would have other steps, or another start or end.`}
      </p>
      <Table className={dense['table']} aria-label="Key figures">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Last {days} days, all flows</Table.Th>
            <Table.Th ta="right">Now</Table.Th>
            <Table.Th ta="right">After saving</Table.Th>
            <Table.Th ta="right">Change</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {figureRows(impact).map(({ label, before, after, change }) => (
            <Table.Tr key={label} data-moved={change !== null || undefined}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="right">{before}</Table.Td>
              <Table.Td ta="right">{after}</Table.Td>
              <Table.Td ta="right" {...(change === null && { c: 'dimmed' })}>
                {change ?? 'same'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Examples impact={impact} />
    </section>
  )
}

function Examples({ impact: { examples, affected } }: { readonly impact: FlowImpact }) {
  const [opened, { toggle }] = useDisclosure()
  const [issueId, setIssueId] = useState<number | null>(null)
  if (examples.length === 0) return null
  const which = examples.length < affected ? `the ${examples.length} updated last` : 'them'
  return (
    <div>
      <Anchor component="button" type="button" size="sm" onClick={toggle} aria-expanded={opened}>
        {opened ? 'Hide' : 'Show'} {which}
      </Anchor>
      <Collapse expanded={opened}>
        <ul className={classes['examples']} aria-label="Issues">
          {examples.map(example => (
            <li key={example.issueId}>
              <span className={classes['exampleName']} title={example.summary}>
                <Anchor component="button" type="button" size="sm" fw={600} onClick={() => setIssueId(example.issueId)}>
                  {example.key}
                </Anchor>{' '}
                {example.summary}
              </span>
              <span className={classes['exampleChange']}>{exampleText(example.before, example.after)}</span>
            </li>
          ))}
        </ul>
      </Collapse>
      <IssueDrawer issueId={issueId} onClose={() => setIssueId(null)} />
    </div>
  )
}
