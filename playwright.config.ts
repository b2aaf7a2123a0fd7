import { existsSync } from 'node:fs'
import { defineConfig } from 'playwright/test'
import { missing, type ShellKind } from './test/support/shell-driver.ts'

/** The desktop shell's specs run on Electron's double, and on the real Electron where its binary is. */
const desktop = '**/electron*.spec.ts'
const debian = '/usr/bin/chromium'
const { CI } = process.env
const isRoot = process.getuid?.() === 0

export default defineConfig<{ kind: ShellKind }>({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  // The machines this runs on are small, and every test has a Chromium of its own.
  workers: 2,
  fullyParallel: false,
  // Whole applications and browsers on a busy machine: what passes only when tried again is named at the end of `npm test`.
  retries: 1,
  // No test is about time: these only end one that hangs, on a busy machine too.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: CI !== undefined,
  projects: [
    { name: 'browser', testIgnore: desktop },
    { name: 'electron-double', testMatch: desktop, use: { kind: 'double', trace: 'off' } },
    {
      name: 'electron',
      testMatch: desktop,
      use: { kind: 'electron', trace: 'off' },
      // Without the binary one skipped test says so; more would say no more.
      ...(missing('electron') !== null && { grep: /the window opens/ }),
    },
  ],
  use: {
    actionTimeout: 20_000,
    // Recording costs time: only what failed is recorded, when it is tried again.
    trace: 'on-first-retry',
    // What is still fading in can be neither read nor pressed.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(existsSync(debian) && { executablePath: debian }),
      // There is no graphics card: drawing by its imitation takes longer than drawing without.
      args: [...(isRoot ? ['--no-sandbox'] : []), '--disable-gpu'],
    },
  },
})
