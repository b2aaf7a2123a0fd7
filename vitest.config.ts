import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Every thread a test starts strips the types of its sources: once is enough. */
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules/.cache/node')

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    pool: 'forks',
    // By default one processor is left to the test runner, which hardly needs any.
    maxWorkers: '100%',
    // Node strips types by WebAssembly; many threads at it have once made V8 abort where it compiles the calls out of it anew.
    execArgv: ['--wasm-wrapper-tiering-budget=2147483647'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', './test/support/fault-table-reporter.ts'],
    outputFile: { json: 'test-results/vitest.json' },
  },
})
