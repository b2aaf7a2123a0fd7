import type { Reporter, TestModule } from 'vitest/node'
import './fault-table.ts'

/** Prints, after all tests, which faults were brought about, what happened, and whether it was survived. */
export default class FaultTableReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const rows = modules.flatMap(module =>
      [...module.children.allTests()].flatMap(test =>
        (test.meta().faults ?? []).map(({ fault, happened }) => {
          const { state } = test.result()
          return [fault, happened, state === 'passed' ? 'survived' : state === 'skipped' ? 'skipped' : 'NOT SURVIVED']
        }),
      ),
    )
    if (rows.length > 0) console.log(`\nFaults brought about\n${table([['Fault', 'What happened', ''], ...rows])}\n`)
  }
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('   ')
        .trimEnd(),
    )
    .join('\n')
}
