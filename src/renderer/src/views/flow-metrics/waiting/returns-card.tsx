import { Table } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import { useState } from 'react'
import dense from '../../../components/dense-table.module.css'
import { formatCount } from '../../../format/number.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { FindingLinks } from '../cards/finding-links.tsx'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { stepLook } from '../step-names.ts'
import type { EfficiencyCardProps } from './efficiency-card.tsx'
import classes from './waiting.module.css'

const first = 7

/** From which step to which items went back. */
export function ReturnsCard({ answer, context }: EfficiencyCardProps) {
  const [all, setAll] = useState(false)
  const { chosen, onOpen } = context
  const { returns, flowSteps } = answer
  const moves = returns.reduce((total, way) => total + way.moves, 0)
  return (
    <FlowCard
      title="Moves back"
      stale={context.stale}
      definition={
        <FlowDefinition metric="moves back" chosen={chosen} madeFrom={`${formatCount(moves)} moves`}>
          <p>Moves in the period from a step to an earlier one of the flow, of any issue, finished or not.</p>
        </FlowDefinition>
      }
      findings={<FindingLinks findings={answer.findings} about={['movedBackwards', 'reopened']} context={context} />}
    >
      {returns.length === 0 ? (
        <p className={classes['none']}>No issue moved back in this period.</p>
      ) : (
        <Table className={dense['table'] ?? ''} aria-label="Moves back">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>From and to</Table.Th>
              <Table.Th ta="right">Moves</Table.Th>
              <Table.Th ta="right">Issues</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(all ? returns : returns.slice(0, first)).map(({ fromStepId, toStepId, moves: count, items }) => {
              const [from, to] = [stepLook(flowSteps, fromStepId).name, stepLook(flowSteps, toStepId).name]
              return (
                <Table.Tr key={`${fromStepId} ${toStepId}`}>
                  <Table.Th scope="row" className={classes['way']}>
                    {from} <IconArrowRight size={13} aria-label="to" /> {to}
                  </Table.Th>
                  <Table.Td ta="right">{formatCount(count)}</Table.Td>
                  <Table.Td ta="right">
                    <FigureButton
                      label={`${formatCount(items)} issues from ${from} back to ${to}`}
                      onOpen={() =>
                        onOpen({
                          title: `From ${from} back to ${to}`,
                          what: { kind: 'returned', fromStepId, toStepId },
                          sort: 'done',
                        })
                      }
                    >
                      {formatCount(items)}
                    </FigureButton>
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      )}
      {returns.length > first && (
        <button type="button" className={classes['more']} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${formatCount(returns.length)}`}
        </button>
      )}
    </FlowCard>
  )
}
