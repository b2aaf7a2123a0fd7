/** A cell of the grid that dots are gathered in: what it holds and where it lies, [from, to). */
export interface Cell {
  readonly items: number
  readonly x: number
  readonly y: number
  readonly xFrom: number
  readonly xTo: number
  readonly yFrom: number
  readonly yTo: number
}

export interface Grid {
  readonly from: number
  readonly to: number
  readonly columns: number
  readonly rows: number
}

/**
 * Gathers dots in the cells of a grid, so that where many lie close together there is one that says how many: columns of equal
 * width over [from, to), rows of equal height in the square root of y, which keeps short durations apart. Every dot (y ≥ 0, no
 * NaN) is in one cell; each cell's place is the mean of its dots. Cells come by column, then by row.
 */
export function gatherDots(xs: Float64Array, ys: Float64Array, { from, to, columns, rows }: Grid): readonly Cell[] {
  const top = Math.sqrt(ys.reduce((most, y) => Math.max(most, y), 1))
  const counts = new Int32Array(columns * rows)
  const sumX = new Float64Array(columns * rows)
  const sumY = new Float64Array(columns * rows)
  const xEdge = (column: number) => from + ((to - from) * column) / columns
  const yEdge = (row: number) => Math.ceil(((top * row) / rows) ** 2)
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] ?? 0
    const y = ys[i] ?? 0
    const column = settle(Math.floor(((x - from) / (to - from)) * columns), columns, x, xEdge)
    const row = settle(Math.floor((Math.sqrt(y) / top) * rows), rows, y, yEdge)
    const cell = column * rows + row
    counts[cell] = (counts[cell] ?? 0) + 1
    sumX[cell] = (sumX[cell] ?? 0) + x - from
    sumY[cell] = (sumY[cell] ?? 0) + y
  }
  const cells: Cell[] = []
  for (const [cell, items] of counts.entries()) {
    if (items === 0) continue
    const column = Math.floor(cell / rows)
    const row = cell % rows
    cells.push({
      items,
      x: from + (sumX[cell] ?? 0) / items,
      y: (sumY[cell] ?? 0) / items,
      xFrom: xEdge(column),
      xTo: xEdge(column + 1),
      yFrom: yEdge(row),
      yTo: row === rows - 1 ? Math.max(yEdge(rows), top * top) + 1 : yEdge(row + 1),
    })
  }
  return cells
}

/** The place of a value among `count` parts whose edges may differ from the guess by rounding. */
function settle(guess: number, count: number, value: number, edge: (index: number) => number): number {
  let place = Math.max(0, Math.min(count - 1, guess))
  while (place > 0 && value < edge(place)) place--
  while (place < count - 1 && value >= edge(place + 1)) place++
  return place
}
