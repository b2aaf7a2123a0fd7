import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { WeirError } from '../shared/contract/weir-error.ts'
import { openLog } from './log.ts'
import { openRotatingFile } from './log-file.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'weir-log-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

test('a line is on disk at once, with its level, time and facts, for its owner alone', () => {
  const file = join(folder(), 'logs', 'weir.log')
  const log = openLog(file)
  onTestFinished(() => log.close())
  log.warn('Slow', { ms: 12 })
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    level: 40,
    msg: 'Slow',
    facts: { ms: 12 },
    time: expect.stringMatching(/Z$/),
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('no secret reaches the file, wherever it hides', () => {
  const file = join(folder(), 'weir.log')
  const log = openLog(file)
  const secret = 'hunter2hunter2'
  const cause = new Error(`remote https://me:${secret}@git.example/x said no`)
  log.error(`fetch of https://${secret}@git.example failed`, {
    password: secret,
    credentials: { user: secret },
    headers: [{ Authorization: secret }, { cookie: secret }],
    apiKey: secret,
    deep: { a: { b: { private_key: secret } } },
    sealed: Buffer.from(secret),
    key: Buffer.from(secret),
    url: new URL(`https://u:${secret}@git.example`),
    text: `Authorization: Bearer ${secret}`,
    link: `http://127.0.0.1:4710/#token=${secret}`,
    json: `{"passphrase": "${secret}"}`,
    error: new WeirError('auth.rejected', { hint: 'no', cause, details: { token: secret } }),
  })
  log.close()
  const written = readFileSync(file, 'utf8')
  expect(written).not.toContain(secret)
  expect(written).not.toContain(Buffer.from(secret).toString('base64'))
  expect(written).toContain('auth.rejected')
  expect(written).toContain('git.example/x said no')
})

test('a full file steps aside and only so many are kept', () => {
  const where = folder()
  const file = openRotatingFile({ file: join(where, 'weir.log'), mostBytes: 100, oldFiles: 2 })
  for (let i = 0; i < 40; i++) file.write(`line ${i}\n`.padEnd(50, '.'))
  file.close()
  expect(readdirSync(where).sort()).toEqual(['weir.1.log', 'weir.2.log', 'weir.log'])
  expect(readFileSync(join(where, 'weir.log'), 'utf8')).toContain('line 39')
  expect(readFileSync(join(where, 'weir.1.log'), 'utf8')).toContain('line 37')
  for (const name of readdirSync(where)) expect(statSync(join(where, name)).size).toBeLessThanOrEqual(100)
})

test('a file that was long already goes on counting from there', () => {
  const where = folder()
  for (let i = 0; i < 3; i++) {
    const file = openRotatingFile({ file: join(where, 'weir.log'), mostBytes: 100, oldFiles: 2 })
    file.write('x'.repeat(60))
    file.close()
  }
  expect(readdirSync(where)).toHaveLength(3)
})

test('a log that cannot be written stops nothing', () => {
  const file = openRotatingFile({ file: join(folder(), 'missing', 'weir.log'), mostBytes: 100, oldFiles: 2 })
  expect(() => file.write('line')).not.toThrow()
})
