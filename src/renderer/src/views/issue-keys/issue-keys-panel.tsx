import { useMemo, useState } from 'react'
import type { ConnectionId } from '../../../../shared/model/ids.ts'
import type { ProjectIssueKeys } from '../../../../shared/model/issue-keys.ts'
import { useRequest } from '../../api/use-request.ts'
import { ItemTable } from '../../components/item-table/item-table.tsx'
import { allRows } from '../../components/item-table/row-source.ts'
import { Panel } from '../../components/panel.tsx'
import { formatNoun } from '../../format/number.ts'
import classes from './issue-keys.module.css'
import { issueKeysColumns } from './issue-keys-columns.tsx'
import { IssueKeysDialog } from './issue-keys-dialog.tsx'

export interface IssueKeysPanelProps {
  /** Of the projects of one connection; null for all. */
  readonly connectionId: ConnectionId | null
}

/** How branches, titles and commit messages name the issues of projects; nothing where there are no projects. */
export function IssueKeysPanel({ connectionId }: IssueKeysPanelProps) {
  const { data } = useRequest('issueKeys.list', undefined)
  const [editing, setEditing] = useState<ProjectIssueKeys | null>(null)
  const columns = useMemo(() => issueKeysColumns(setEditing), [])
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
      <ItemTable
        name="Links to code"
        source={allRows(projects)}
        columns={columns}
        onOpen={setEditing}
        maxHeight="24rem"
      />
      <IssueKeysDialog project={editing} onClose={() => setEditing(null)} />
    </Panel>
  )
}
