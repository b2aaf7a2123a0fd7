import { type TestContext, test } from 'vitest'

/** One line of the table printed after the tests. */
export interface FaultLine {
  readonly fault: string
  /** What the test saw happen. */
  readonly happened: string
}

declare module 'vitest' {
  interface TaskMeta {
    faults?: FaultLine[]
  }
}

/** Notes what a fault came to, for the table after all tests: it counts as survived when the test that noted it passes. */
export function note({ task }: Pick<TestContext, 'task'>, fault: string, happened: string): void {
  task.meta.faults = [...(task.meta.faults ?? []), { fault, happened }]
}

/** A test of one fault. When it fails before it has noted anything, the table says so. */
export function faultTest(
  fault: string,
  run: (happened: (what: string) => void, context: TestContext) => Promise<void>,
  timeoutMs?: number,
): void {
  test(
    fault,
    async context => {
      context.task.meta.faults = [{ fault, happened: 'did not come to its end' }]
      await run(what => {
        context.task.meta.faults = [{ fault, happened: what }]
      }, context)
    },
    timeoutMs,
  )
}
