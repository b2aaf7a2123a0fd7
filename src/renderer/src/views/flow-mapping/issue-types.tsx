import { NativeSelect, Table, VisuallyHidden } from '@mantine/core'
import { mapIssueType } from '../../../../shared/flow/edit-flow.ts'
import { type FlowConfig, foldName } from '../../../../shared/model/flow.ts'
import type { KnownIssueType } from '../../../../shared/model/flow-mapping.ts'
import type { FlowId } from '../../../../shared/model/ids.ts'
import dense from '../../components/dense-table.module.css'
import { Panel } from '../../components/panel.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatCount } from '../../format/number.ts'
import classes from './flow-mapping.module.css'
import type { FlowEditor } from './use-flow-editor.ts'

export interface IssueTypesProps {
  readonly editor: FlowEditor
  readonly issueTypes: readonly KnownIssueType[]
}

/** Which issue type takes which flow. */
export function IssueTypes({ editor, issueTypes }: IssueTypesProps) {
  const rows = rowsOf(editor.config, issueTypes)
  return (
    <Panel title="Issue types">
      <p className={classes['note']}>
        Issues of a type follow its flow. Types left out are in no metric of flow; undecided ones are, until you decide,
        a finding of data quality.
      </p>
      <Table.ScrollContainer minWidth={420} type="native" className={classes['typeTable'] ?? ''}>
        <Table className={dense['table']} aria-label="Issue types">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Issue type</Table.Th>
              <Table.Th>Kind</Table.Th>
              <Table.Th ta="right">Issues</Table.Th>
              <Table.Th>Flow</Table.Th>
              <Table.Th>
                <VisuallyHidden component="span">State</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ name, level, issues, flowId }) => (
              <Table.Tr key={name}>
                <Table.Td className={dense['name'] ?? ''} title={name}>
                  {name}
                </Table.Td>
                <Table.Td c="dimmed">{level === null ? 'not found' : levelText(level)}</Table.Td>
                <Table.Td ta="right">{formatCount(issues)}</Table.Td>
                <Table.Td>
                  <NativeSelect
                    size="xs"
                    w="14rem"
                    aria-label={`Flow of ${name}`}
                    data={[
                      ...editor.config.flows.map(flow => ({ value: String(flow.id), label: flow.name })),
                      { value: 'out', label: 'Left out' },
                      { value: 'undecided', label: 'Not decided' },
                    ]}
                    value={flowId === undefined ? 'undecided' : flowId === null ? 'out' : String(flowId)}
                    onChange={event => {
                      const chosen = flowOf(editor.config, event.currentTarget.value)
                      editor.edit(config => mapIssueType(config, name, chosen))
                    }}
                  />
                </Table.Td>
                <Table.Td>{flowId === undefined && <StateBadge tone="warning">In no flow yet</StateBadge>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  )
}

interface TypeRow {
  readonly name: string
  /** Null: the configuration names it, but there is none. */
  readonly level: number | null
  readonly issues: number
  /** Undefined: not decided. */
  readonly flowId: FlowId | null | undefined
}

function rowsOf({ issueTypes: mapped }: FlowConfig, known: readonly KnownIssueType[]): TypeRow[] {
  const flows = new Map(mapped.map(type => [foldName(type.issueType), type.flowId]))
  const names = new Set(known.map(({ name }) => foldName(name)))
  return [
    ...known.map(({ name, level, issues }) => ({ name, level, issues, flowId: flows.get(foldName(name)) })),
    ...mapped
      .filter(({ issueType }) => !names.has(foldName(issueType)))
      .map(({ issueType, flowId }) => ({ name: issueType, level: null, issues: 0, flowId })),
  ]
}

const levelText = (level: number): string => (level > 0 ? 'Epic' : level < 0 ? 'Sub-task' : 'Standard')

function flowOf({ flows }: FlowConfig, value: string): FlowId | null | undefined {
  if (value === 'out') return null
  return flows.find(({ id }) => String(id) === value)?.id
}
