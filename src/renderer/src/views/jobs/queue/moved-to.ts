/** A list with one of its items at another position (1 is the first; beyond the end is the end). */
export const movedTo = <Item>(items: readonly Item[], item: Item, position: number): Item[] =>
  items.filter(other => other !== item).toSpliced(position - 1, 0, item)
