import { useState } from 'react'
import type { IssueId } from '../../../../shared/model/ids.ts'
import { useRequest } from '../../api/use-request.ts'
import { IssueDrawer } from '../../components/issue-drawer/issue-drawer.tsx'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { useFlowChoices } from '../../stores/flow-filter.ts'
import { CardSkeleton } from '../overview/cards/card-skeleton.tsx'
import { spanText } from '../overview/period-text.ts'
import { AgeingPage } from './ageing/ageing-page.tsx'
import { FlowFilterBar } from './filters/flow-filter-bar.tsx'
import type { FlowIssueListing } from './flow-context.ts'
import { ForecastPage } from './forecast/forecast-page.tsx'
import { IssuesDrawer } from './items/issues-drawer.tsx'
import { NoFlow } from './no-flow.tsx'
import { QuestionTabs } from './question-tabs.tsx'
import type { QuestionName } from './questions.ts'
import { TimePage } from './time/time-page.tsx'
import { useFlowFilter } from './use-flow-filter.ts'
import { useFlowHeights } from './use-flow-heights.ts'
import { useFlowRemedy } from './use-flow-remedy.ts'
import { WaitingPage } from './waiting/waiting-page.tsx'

const pages = { time: TimePage, waiting: WaitingPage, ageing: AgeingPage, forecast: ForecastPage }

/** How work flows: one page per question, one filter for all of them, and the issues behind every number. */
export function FlowMetricsView({ question }: { readonly question: QuestionName }) {
  const { flowId } = useFlowChoices()
  const options = useRequest('flow.filterOptions', { flowId }, { keepPrevious: true })
  const teams = useRequest('teams.list', undefined)
  const chosen = useFlowFilter(options.data, teams.data)
  const [listing, setListing] = useState<FlowIssueListing | null>(null)
  const [issue, setIssue] = useState<IssueId | null>(null)
  const onRemedy = useFlowRemedy(options.data, chosen.filter.timeZone)
  const { main } = useFlowHeights()
  const Question = pages[question]
  const isEmpty = options.data?.flows.every(flow => flow.issues === 0)
  return (
    <Page
      title="Flow metrics"
      {...(!isEmpty &&
        question !== 'forecast' && { description: `${spanText(chosen.filter)} · ${chosen.filter.timeZone}` })}
    >
      <QuestionTabs current={question} />
      <RequestState
        request={options}
        noun="what the issues can be filtered by"
        loading={<CardSkeleton title="Flow" chartHeight={main} headline />}
      >
        {all =>
          isEmpty ? (
            <NoFlow />
          ) : (
            <>
              <FlowFilterBar chosen={chosen} options={all} teams={teams.data ?? []} question={question} />
              <Question chosen={chosen} onOpen={setListing} onIssue={setIssue} onRemedy={onRemedy} />
              <IssuesDrawer
                listing={listing}
                isCovered={issue !== null}
                onIssue={setIssue}
                onClose={() => setListing(null)}
              />
              <IssueDrawer
                issueId={issue}
                backward={chosen.filter.backward}
                clock={chosen.filter.clock}
                onClose={() => setIssue(null)}
              />
            </>
          )
        }
      </RequestState>
    </Page>
  )
}
