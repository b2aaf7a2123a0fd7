import { Table } from '@mantine/core'
import { stepColor } from '../../../charts/step-color.ts'
import dense from '../../../components/dense-table.module.css'
import { formatCount, formatShare } from '../../../format/number.ts'
import { FigureButton } from '../../overview/cards/figure-button.tsx'
import { FlowCard } from '../cards/flow-card.tsx'
import { FlowDefinition } from '../cards/flow-definition.tsx'
import { stepLook } from '../step-names.ts'
import type { EfficiencyCardProps } from './efficiency-card.tsx'
import classes from './waiting.module.css'

/** How long finished items were in each step, and how much of their cycle time that was. */
export function StepsCard({ answer, context }: EfficiencyCardProps) {
  const { chosen, durations, onOpen } = context
  const widest = Math.max(0.0001, ...answer.steps.map(({ share }) => share ?? 0))
  return (
    <FlowCard
      title="Time in step"
      stale={context.stale}
      definition={
        <FlowDefinition
          metric="time in step"
          chosen={chosen}
          madeFrom={`${formatCount(answer.finished)} finished issues`}
        >
          <p>
            For each issue finished in the period: all its time in the step until it was done, several visits together.
            Median and 85th percentile are over the issues that were in it.
          </p>
          <p>The share is of all time between start and done, so that the backlog before the start has none.</p>
        </FlowDefinition>
      }
    >
      <Table className={dense['table'] ?? ''} aria-label="Time in step">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Step</Table.Th>
            <Table.Th>Share of cycle time</Table.Th>
            <Table.Th ta="right">Median</Table.Th>
            <Table.Th ta="right">85%</Table.Th>
            <Table.Th ta="right">Issues</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {answer.steps.map(({ stepId, items, medianMs, p85Ms, share }) => {
            const { name, color, wait, category } = stepLook(answer.flowSteps, stepId)
            return (
              <Table.Tr key={stepId ?? 0}>
                <Table.Th scope="row" className={classes['step']}>
                  <span className={classes['swatch']} style={{ background: stepColor(color) }} aria-hidden />
                  <span className={classes['step-name']} title={name}>
                    {name}
                  </span>
                  {category === 'in_progress' && wait && <span className={classes['tag']}>waits</span>}
                </Table.Th>
                <Table.Td>
                  <span className={classes['share']}>
                    <span
                      className={classes['share-bar']}
                      style={{ width: `${(72 * (share ?? 0)) / widest}%`, background: stepColor(color) }}
                      aria-hidden
                    />
                    {share === null ? '–' : formatShare(share)}
                  </span>
                </Table.Td>
                <Table.Td ta="right">{medianMs === null ? '–' : durations.text(medianMs)}</Table.Td>
                <Table.Td ta="right">{p85Ms === null ? '–' : durations.text(p85Ms)}</Table.Td>
                <Table.Td ta="right">
                  {items === 0 ? (
                    '–'
                  ) : (
                    <FigureButton
                      label={`${formatCount(items)} issues through ${name}`}
                      onOpen={() =>
                        onOpen({ title: `Through ${name}`, what: { kind: 'throughStep', stepId }, sort: 'cycle' })
                      }
                    >
                      {formatCount(items)}
                    </FigureButton>
                  )}
                </Table.Td>
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </FlowCard>
  )
}
