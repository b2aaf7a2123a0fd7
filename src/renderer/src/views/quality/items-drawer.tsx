import { useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { QualityFilter, QualityFinding, QualityItem } from '../../../../shared/model/quality.ts'
import { useTimeZone } from '../../api/use-preferences.ts'
import { useRequest } from '../../api/use-request.ts'
import { IssueDrawer } from '../../components/issue-drawer/issue-drawer.tsx'
import { useRowSource, useRowWindows } from '../../components/item-table/row-source.ts'
import { ItemsPanel } from '../overview/items/items-panel.tsx'
import { ListDrawer } from '../overview/items/list-drawer.tsx'
import { findingTexts } from './finding-texts.ts'
import { itemPath } from './item-path.ts'
import classes from './quality.module.css'
import { qualityColumns } from './quality-columns.tsx'

export interface ItemsDrawerProps {
  /** Whose items are open; null while none are. */
  readonly finding: QualityFinding | null
  readonly filter: QualityFilter
  readonly onClose: () => void
}

/** The items of a finding, beside the page. */
export function ItemsDrawer({ finding, filter, onClose }: ItemsDrawerProps) {
  const [issueId, setIssueId] = useState<number | null>(null)
  return (
    <ListDrawer
      title={finding === null ? undefined : findingTexts[finding].title}
      isCovered={issueId !== null}
      width={72}
      onClose={onClose}
    >
      {finding && <Items key={finding} finding={finding} filter={filter} onIssue={setIssueId} />}
      <IssueDrawer issueId={issueId} onClose={() => setIssueId(null)} />
    </ListDrawer>
  )
}

interface ItemsProps {
  readonly finding: QualityFinding
  readonly filter: QualityFilter
  readonly onIssue: (issueId: number) => void
}

function Items({ finding, filter, onIssue }: ItemsProps) {
  const { title, one, many, explanation, advice } = findingTexts[finding]
  const [, navigate] = useLocation()
  const timeZone = useTimeZone()
  const windows = useRowWindows()
  const first = useRequest('quality.items', { finding, filter, page: windows.first })
  const second = useRequest('quality.items', { finding, filter, page: windows.second })
  const source = useRowSource(windows, first, second)
  const columns = useMemo(() => qualityColumns(finding, timeZone), [finding, timeZone])
  const open = (item: QualityItem) => {
    const path = itemPath(item.target)
    if (path === null) onIssue(item.target.id)
    else navigate(path)
  }
  return (
    <ItemsPanel
      name={title}
      columns={columns}
      noun={{ one, many }}
      pages={{
        source,
        error: first.error ?? second.error,
        retry: () => void Promise.all([first.refetch(), second.refetch()]),
      }}
      lead={
        <p className={classes['explanation']}>
          {explanation} <span className={classes['advice']}>{advice}</span>
        </p>
      }
      empty="This finding has no items any more."
      onOpen={open}
      copies={({ name }) => name}
      copied="the name"
    />
  )
}
