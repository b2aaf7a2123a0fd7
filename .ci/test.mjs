// Everything `npm test` stands for, each step even when one before it failed; the last line is `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'
const reports = join(root, 'test-results')
const chromium = '/usr/bin/chromium'
/** No step takes this long: one that does hangs, and is ended with all it has started. */
const limitMs = 25 * 60_000
const total = { passed: 0, failed: 0 }
const skipped = []
const flaky = []

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
await installTools()

await step('types: main, preload, tests', 'typescript/bin/tsc', ['-p', '.'])
await step('types: shared, without Node and DOM', 'typescript/bin/tsc', ['-p', 'src/shared'])
await step('types: renderer', 'typescript/bin/tsc', ['-p', 'src/renderer'])
await step('lint and format', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
await suite(
  'unit and acceptance tests',
  'vitest/vitest.mjs',
  [
    'run',
    '--reporter=dot',
    '--reporter=json',
    ...(process.stdout.isTTY ? [] : ['--no-color']),
    '--reporter=./test/support/fault-table-reporter.ts',
  ],
  'vitest.json',
  countVitest,
)
await suite(
  'end-to-end tests',
  'playwright/cli.js',
  ['test', '--reporter=list,json'],
  'playwright.json',
  countPlaywright,
)

for (const line of skipped) console.log(`skipped: ${line}`)
for (const line of flaky) console.log(`passed only when tried again: ${line}`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1

/** Debian as root: git and Chromium by apt. Elsewhere: playwright's own Chromium. */
async function installTools() {
  const apt = process.platform === 'linux' && process.getuid() === 0 && existsSync('/usr/bin/apt-get')
  if (apt) {
    const missing = [
      ...(existsSync(chromium) ? [] : ['chromium', 'fonts-liberation']),
      ...(spawnSync('git', ['--version']).error ? ['git'] : []),
    ]
    if (missing.length === 0) return
    console.log(`Installing ${missing.join(', ')} …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
  } else if (!existsSync(chromium)) await run('playwright/cli.js', ['install', 'chromium'])
}

async function step(name, program, args) {
  console.log(`\n— ${name}`)
  const code = await run(program, args)
  total[code === 0 ? 'passed' : 'failed']++
}

/** Runs a test runner and adds what its JSON report counts; a runner that leaves no report counts as one failure. */
async function suite(name, program, args, report, count) {
  console.log(`\n— ${name}`)
  const file = join(reports, report)
  const code = await run(program, args, { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  try {
    const { passed, failed } = count(JSON.parse(readFileSync(file, 'utf8')))
    total.passed += passed
    total.failed += Math.max(failed, code === 0 ? 0 : 1)
  } catch {
    total.failed += 1
  }
}

function countVitest(report) {
  for (const file of report.testResults) {
    for (const test of file.assertionResults)
      if (test.status === 'pending' || test.status === 'skipped') skipped.push(test.fullName)
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numFailedTestSuites - failedSuitesWithTests(report),
  }
}

/** A file whose tests failed is counted by them, one that could not be loaded by itself. */
function failedSuitesWithTests(report) {
  return (
    report.numFailedTestSuites -
    report.testResults.filter(file => file.status === 'failed' && file.assertionResults.length === 0).length
  )
}

function countPlaywright({ stats, suites }) {
  collectRemarks(suites)
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
}

function collectRemarks(suites) {
  for (const suite of suites) {
    collectRemarks(suite.suites ?? [])
    for (const spec of suite.specs) {
      for (const test of spec.tests.filter(test => test.status === 'flaky'))
        flaky.push(`${spec.title} [${test.projectName}]`)
      for (const test of spec.tests.filter(test => test.status === 'skipped')) {
        const why = test.annotations.find(note => note.type === 'skip')?.description
        skipped.push(`${spec.title} [${test.projectName}]${why ? `: ${why}` : ''}`)
      }
    }
  }
}

/**
 * Resolves to the program's exit code. What it started and left behind ends with it: a process that keeps the output open
 * would keep whoever reads it waiting for ever.
 */
async function run(program, args, env = {}) {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    detached: !windows,
  })
  const end = () => endWithAll(child)
  const interrupt = () => {
    end()
    process.exit(130)
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  const limit = setTimeout(() => {
    console.error(`${program} hangs: ended after ${limitMs / 60_000} minutes`)
    end()
  }, limitMs)
  const code = await new Promise(resolve => child.on('exit', resolve).on('error', () => resolve(1)))
  clearTimeout(limit)
  process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  end()
  return code ?? 1
}

function endWithAll(child) {
  try {
    if (windows) child.kill()
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}
