import { VisuallyHidden } from '@mantine/core'
import { memo } from 'react'
import type { ChartMark } from './chart-mark.ts'

export interface ChartTableProps {
  readonly name: string
  readonly marks: readonly ChartMark[]
  /** The head of the first column; "Time" unless told otherwise. */
  readonly axis?: string | undefined
}

/** A chart's numbers as a table that is read, not seen. */
export const ChartTable = memo(function ChartTable({ name, marks, axis = 'Time' }: ChartTableProps) {
  const facts = marks[0]?.facts.map(fact => fact.name) ?? []
  return (
    <VisuallyHidden>
      <table>
        <caption>{name}</caption>
        <thead>
          <tr>
            <th scope="col">{axis}</th>
            <th scope="col">Value</th>
            {facts.map(fact => (
              <th scope="col" key={fact}>
                {fact}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {marks.map(mark => (
            <tr key={mark.start}>
              <th scope="row">{mark.name}</th>
              <td>{mark.text}</td>
              {mark.facts.map(fact => (
                <td key={fact.name}>{fact.value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  )
})
