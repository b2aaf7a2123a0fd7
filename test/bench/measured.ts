/** What a step took, in ms: the time that went by, and that of all the program's threads on a core. */
export interface Measured {
  readonly wall: number
  readonly cpu: number
}

/** How long the work took. Beside a busy machine's others the time on a core says more. */
export async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  await work()
  const wall = performance.now() - startedAt
  const { user, system } = process.cpuUsage(cpuBefore)
  return { wall, cpu: (user + system) / 1_000 }
}

/** The value that so large a part of them does not exceed. */
export function rank(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? 0
}

/** `12 ms (9 on a core)` of a rank of all. */
export function told(all: readonly Measured[], part: number): string {
  const ms = (pick: (one: Measured) => number) => rank(all.map(pick), part).toFixed(0)
  return `${ms(one => one.wall).padStart(5)} ms (${ms(one => one.cpu)} on a core)`
}
