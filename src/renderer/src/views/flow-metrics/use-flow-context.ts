import { useMemo, useState } from 'react'
import type { Answer } from '../overview/use-answered.ts'
import type { FlowContext } from './flow-context.ts'
import { flowDurations } from './flow-durations.ts'
import type { FlowPageProps } from './flow-page-props.ts'
import type { ChosenFlowFilter } from './use-flow-filter.ts'

/** The context of an answer's cards: of the question that the answer on screen belongs to, also while the next is on its way. */
export function useFlowContext<Question, Data>(
  { chosen, onOpen, onIssue, onRemedy }: FlowPageProps,
  { data, isPlaceholderData }: Answer<Data>,
  question: Question,
): FlowContext & { readonly question: Question } {
  const [answered, setAnswered] = useState<{ chosen: ChosenFlowFilter; question: Question }>({ chosen, question })
  const fresh = data !== undefined && !isPlaceholderData
  if (fresh && (answered.chosen !== chosen || answered.question !== question)) setAnswered({ chosen, question })
  const shown = fresh ? { chosen, question } : answered
  const { chosen: shownChosen, question: shownQuestion } = shown
  return useMemo(
    () => ({
      chosen: shownChosen,
      question: shownQuestion,
      stale: isPlaceholderData,
      durations: flowDurations[shownChosen.filter.clock],
      onOpen: listing => onOpen({ filter: shownChosen.filter, ...listing }),
      onIssue,
      onRemedy,
    }),
    [shownChosen, shownQuestion, isPlaceholderData, onOpen, onIssue, onRemedy],
  )
}
