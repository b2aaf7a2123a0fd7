import type { Upkeep } from './premises.ts'

/** Keeps jobs off until the returned function is called. @throws WeirError `job.conflict` when one runs. */
export async function holdLane(upkeep: Pick<Upkeep, 'exclusive'>): Promise<() => Promise<void>> {
  const entered = Promise.withResolvers<void>()
  const released = Promise.withResolvers<void>()
  const whole = upkeep.exclusive(() => {
    entered.resolve()
    return released.promise
  })
  await Promise.race([entered.promise, whole])
  return () => {
    released.resolve()
    return whole
  }
}
