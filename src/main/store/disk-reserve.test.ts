import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, statfsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDiskReserve } from './disk-reserve.ts'
import { temporaryFolder } from './test-support.ts'

test('a reserve is kept until it is spent, once', () => {
  const path = join(temporaryFolder(), 'reserve')
  const reserve = createDiskReserve(path)
  expect(reserve.spend()).toBe(false)
  reserve.keep()
  const { ino, size, blocks } = statSync(path)
  expect(size).toBe(1024 * 1024)
  if (process.platform !== 'win32') expect(blocks * 512).toBeGreaterThanOrEqual(size)
  reserve.keep()
  expect(statSync(path).ino).toBe(ino)
  expect(reserve.spend()).toBe(true)
  expect(existsSync(path)).toBe(false)
  expect(reserve.spend()).toBe(false)
})

test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
  'on a full disk there is no reserve, nor half of one',
  context => {
    const folder = temporaryFolder()
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', folder]).status === 0
    if (!mounted) return context.skip('no right to mount here')
    try {
      const reserve = createDiskReserve(join(folder, 'reserve'))
      reserve.keep()
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(join(folder, 'ballast'), Buffer.alloc(bavail * bsize))
      expect(reserve.spend()).toBe(true)
      writeFileSync(join(folder, 'more'), Buffer.alloc(512 * 1024))
      expect(() => reserve.keep()).toThrow(expect.objectContaining({ code: 'store.full' }))
      expect(existsSync(join(folder, 'reserve'))).toBe(false)
    } finally {
      execFileSync('umount', [folder])
    }
  },
)
