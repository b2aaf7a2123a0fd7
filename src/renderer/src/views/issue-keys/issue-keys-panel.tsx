import { Button, Table, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import type { ConnectionId } from '../../../../shared/model/ids.ts'
import type { ProjectIssueKeys } from '../../../../shared/model/issue-keys.ts'
import { useRequest } from '../../api/use-request.ts'
import dense from '../../components/dense-table.module.css'
import { Panel } from '../../components/panel.tsx'
import { StateBadge } from '../../components/state-badge.tsx'
import { formatCount, formatNoun } from '../../format/number.ts'
import classes from './issue-keys.module.css'
import { IssueKeysDialog } from './issue-keys-dialog.tsx'
import { keysInForce } from './rule-words.ts'

export interface IssueKeysPanelProps {
  /** Of the projects of one connection; null for all. */
  readonly connectionId: ConnectionId | null
}

/** How branches, titles and commit messages name the issues of projects; nothing where there are no projects. */
export function IssueKeysPanel({ connectionId }: IssueKeysPanelProps) {
  const { data } = useRequest('issueKeys.list', undefined)
  const [editing, setEditing] = useState<ProjectIssueKeys | null>(null)
  const projects = data?.projects.filter(each => connectionId === null || each.connectionId === connectionId) ?? []
  const waiting = data?.repositoriesToRead ?? 0
  if (projects.length === 0) return null
  return (
    <Panel title="Links to code">
      <p className={classes['note']}>
        What names an issue in a branch, a pull request’s title or a commit message links it to that change, and to the
        deployment that shipped it.
      </p>
      <p className={classes['reading']} role="status">
        {waiting > 0 && `Reading ${formatNoun(waiting, 'repository', 'repositories')} by the new rules …`}
      </p>
      <Table.ScrollContainer minWidth={480} type="native">
        <Table className={dense['table']} aria-label="Links to code">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Project</Table.Th>
              <Table.Th>What names its issues</Table.Th>
              <Table.Th ta="right">Issues named</Table.Th>
              <Table.Th>
                <VisuallyHidden component="span">State</VisuallyHidden>
              </Table.Th>
              <Table.Th>
                <VisuallyHidden component="span">Change</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {projects.map(project => (
              <Table.Tr key={project.projectId}>
                <Table.Td className={dense['name'] ?? ''} title={`${project.name}, ${project.connectionName}`}>
                  {project.name}
                </Table.Td>
                <Table.Td className={classes['rule'] ?? ''}>{keysInForce(project)}</Table.Td>
                <Table.Td ta="right">
                  {formatCount(project.namedIssues)} of {formatCount(project.issues)}
                </Table.Td>
                <Table.Td>
                  {project.tooSlow ? (
                    <StateBadge tone="warning">Its pattern took too long</StateBadge>
                  ) : (
                    project.saved && <StateBadge tone="idle">Yours</StateBadge>
                  )}
                </Table.Td>
                <Table.Td ta="right">
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Change what names issues of ${project.name}`}
                    onClick={() => setEditing(project)}
                  >
                    Change
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <IssueKeysDialog project={editing} onClose={() => setEditing(null)} />
    </Panel>
  )
}
