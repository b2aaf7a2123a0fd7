import type { UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { FlowMapping } from '../../../../shared/model/flow-mapping.ts'
import type { FlowId } from '../../../../shared/model/ids.ts'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { DraftBar } from './draft-bar.tsx'
import { FlowActions } from './flow-actions.tsx'
import { FlowBoard } from './flow-board.tsx'
import { FlowNotices } from './flow-notices.tsx'
import { FlowTabs } from './flow-tabs.tsx'
import { IssueTypes } from './issue-types.tsx'
import { useFlowEditor } from './use-flow-editor.ts'
import { useFlowTransfer } from './use-flow-transfer.ts'
import { VersionInForce } from './version-in-force.tsx'

export interface FlowMappingBodyProps {
  readonly mapping: FlowMapping
  readonly inForce: NonNullable<FlowMapping['inForce']>
  readonly request: UseQueryResult<FlowMapping, Error>
}

/** The page once there is a configuration. */
export function FlowMappingBody({ mapping, inForce, request }: FlowMappingBodyProps) {
  const { config, version } = inForce
  const editor = useFlowEditor(mapping, { revision: version.revision, config })
  const transfer = useFlowTransfer(read => editor.edit(() => read))
  const [chosen, setChosen] = useState<FlowId | null>(null)
  const { flows } = editor.config
  const flow = flows.find(({ id }) => id === chosen) ?? flows[0]
  return (
    <Page
      title="Flow mapping"
      description="Which step of your flow each status stands for. Changing it fetches nothing."
      actions={<FlowActions editor={editor} transfer={transfer} />}
    >
      <RequestState request={request} noun="the flow mapping">
        {() => (
          <>
            <FlowNotices editor={editor} version={version} transfer={transfer} />
            {flow && (
              <>
                <FlowTabs editor={editor} flow={flow} statuses={mapping.statuses} onChoose={setChosen}>
                  <VersionInForce version={version} recomputing={mapping.recomputing} />
                </FlowTabs>
                <FlowBoard key={flow.id} editor={editor} flow={flow} statuses={mapping.statuses} />
              </>
            )}
            <IssueTypes editor={editor} issueTypes={mapping.issueTypes} />
            <DraftBar editor={editor} />
          </>
        )}
      </RequestState>
    </Page>
  )
}
