import { GraphQLError } from 'graphql'

export interface PageArguments {
  readonly first?: number
  readonly last?: number
  readonly after?: string | null
}

/**
 * A page of a list in its order, newest first or oldest first. `keyOf` is what places are made of: a place stays where it is when
 * others move, as in GitHub's lists.
 */
export function connection<Item>(
  items: readonly Item[],
  { first, last, after }: PageArguments,
  nodeOf: (item: Item) => unknown,
  keyOf?: (item: Item) => readonly [string, number],
  ascending = false,
) {
  if (first !== undefined && (first < 0 || first > 100)) {
    throw new GraphQLError('Requesting more than 100 records on a connection is not allowed.')
  }
  const from = after == null ? 0 : startAfter(items, after, keyOf, ascending)
  const begin = last === undefined ? from : Math.max(items.length - last, from)
  const end = first === undefined ? (last === undefined ? begin : items.length) : Math.min(begin + first, items.length)
  const page = items.slice(begin, end)
  const final = page.at(-1)
  return {
    totalCount: items.length,
    nodes: page.map(nodeOf),
    pageInfo: {
      hasNextPage: end < items.length,
      endCursor: final === undefined ? null : encode(keyOf ? keyOf(final) : [String(end), 0]),
    },
  }
}

const encode = (key: readonly [string, number]) => Buffer.from(JSON.stringify(['cursor:v2', ...key])).toString('base64')

function startAfter<Item>(
  items: readonly Item[],
  after: string,
  keyOf: ((item: Item) => readonly [string, number]) | undefined,
  ascending: boolean,
): number {
  const [time, id] = decode(after)
  if (!keyOf) return Number(time)
  const isAfter = (item: Item) => {
    const [itemTime, itemId] = keyOf(item)
    const later = itemTime === time ? itemId > id : itemTime > time
    const same = itemTime === time && itemId === id
    return !same && later === ascending
  }
  const index = items.findIndex(isAfter)
  return index === -1 ? items.length : index
}

function decode(cursor: string): readonly [string, number] {
  try {
    const [version, time, id] = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8')) as readonly unknown[]
    if (version === 'cursor:v2' && typeof time === 'string' && typeof id === 'number') return [time, id]
  } catch {
    // What is no cursor is said below.
  }
  throw new GraphQLError(`\`${cursor}\` does not appear to be a valid cursor.`, {
    extensions: { type: 'INVALID_CURSOR_ARGUMENTS' },
  })
}
