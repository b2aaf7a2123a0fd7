import { VisuallyHidden } from '@mantine/core'
import { memo } from 'react'
import { formatCount } from '../format/number.ts'
import { largest } from './largest.ts'

/** What a plot's dots say in a table. */
export interface DotTexts {
  /** By which the dots are in order, in their order. */
  readonly values: readonly number[]
  /** What comes first: "longest", "oldest". */
  readonly first: string
  readonly columns: readonly string[]
  /** What is said of one of the dots, by column. */
  readonly row: (index: number) => readonly string[]
}

export interface DotTableProps {
  readonly name: string
  readonly texts: DotTexts
}

const rowsAtMost = 50

/** The first of a plot's dots as a table that is read, not seen. There are thousands of dots: the rest are in the list of issues. */
export const DotTable = memo(function DotTable({ name, texts }: DotTableProps) {
  const { values, first, columns, row } = texts
  const all = values.length
  return (
    <VisuallyHidden>
      <table>
        <caption>
          {all <= rowsAtMost
            ? `${name}, ${first} first`
            : `${name}: the ${rowsAtMost} ${first} of ${formatCount(all)} dots. The number of issues above opens the list of all`}
        </caption>
        <thead>
          <tr>
            {columns.map(column => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {largest(values, rowsAtMost).map(index => {
            const [title, ...cells] = row(index)
            return (
              <tr key={index}>
                <th scope="row">{title}</th>
                {cells.map((cell, place) => (
                  <td key={columns[place + 1]}>{cell}</td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </VisuallyHidden>
  )
})
