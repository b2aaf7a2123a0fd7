import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** Who may import whom, by folder. A folder may always import itself; `packages` names the packages that are restricted to it. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/shared': [],
  'src/renderer': ['src/shared'],
  'src/preload': ['src/shared'],
  'src/main/connectors': ['src/shared', 'src/main/ingest/command-runner.ts', 'src/main/ingest/http'],
  'src/main/scenarios': ['src/shared'],
  'src/main/ingest': ['src/shared', 'src/main/connectors', 'src/main/store', 'src/main/redaction'],
  'src/main/redaction': ['src/shared'],
  'src/main/store': ['src/shared', 'src/main/ports.ts'],
  'src/main/orchestrator': ['src/shared', 'src/main/ports.ts', 'src/main/store', 'src/main/ingest/messages.ts'],
  'src/main/flow': ['src/shared', 'src/main/store'],
  'src/main/metrics': ['src/shared', 'src/main/ports.ts', 'src/main/store', 'src/main/flow', 'src/main/people'],
  'src/main/people': ['src/shared', 'src/main/store'],
  'src/main/health': ['src/shared', 'src/main/ports.ts', 'src/main/store', 'src/main/orchestrator/schedule.ts'],
  'src/main/care': [
    'src/shared',
    'src/main/ports.ts',
    'src/main/store',
    'src/main/data-paths.ts',
    'src/main/moved-folder.ts',
  ],
  'src/main/connections': [
    'src/shared',
    'src/main/ports.ts',
    'src/main/store',
    'src/main/connectors',
    'src/main/redaction',
  ],
  'src/main/api': [
    'src/shared',
    'src/main/ports.ts',
    'src/main/store',
    'src/main/orchestrator',
    'src/main/flow',
    'src/main/metrics',
    'src/main/people',
    'src/main/connections',
    'src/main/care',
    'src/main/health',
    'src/main/connectors/registry.ts',
    'src/main/connectors/sdk',
  ],
  'src/main/web': ['src/shared', 'src/main/ports.ts', 'src/main/application.ts', 'src/main/log.ts'],
  'src/main/cli': [
    'src/shared',
    'src/main/ports.ts',
    'src/main/application.ts',
    'src/main/web',
    'src/main/data-paths.ts',
    'src/main/moved-folder.ts',
    'src/main/log.ts',
    'src/main/offer-local-socket.ts',
    'src/main/worker-entries.ts',
  ],
  'src/main/electron': ['src/shared', 'src/main/ports.ts', 'src/main/application.ts', 'src/main/api'],
}

/** Only these folders may import these packages. */
const packageHomes: Readonly<Record<string, readonly string[]>> = {
  electron: ['src/main/electron', 'src/main/index.ts', 'src/preload'],
  'electron-store': ['src/main/electron'],
  conf: ['src/main/web'],
  ws: ['src/main/web', 'src/main/cli'],
  react: ['src/renderer'],
  'better-sqlite3': [
    'src/main/store',
    'src/main/ingest',
    'src/main/flow',
    'src/main/metrics',
    'src/main/care',
    'src/main/people',
  ],
}

interface Import {
  readonly file: string
  readonly target: string
  readonly local: boolean
  /** Loaded with the file: neither of types alone nor asked for later. */
  readonly atOnce: boolean
}

const files = ['src'].flatMap(folder =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .map(name => `${folder}/${name.split(sep).join('/')}`),
)
const product = files.filter(file => !/\.test\.tsx?$/.test(file) && !file.endsWith('conformance.ts'))

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
  )
  return [...found].map(([statement, from, lazy, bare]) => {
    const specifier = from ?? lazy ?? bare ?? ''
    const local = specifier.startsWith('.')
    const target = local
      ? relative(root, normalize(join(root, dirname(file), specifier)))
          .split(sep)
          .join('/')
      : specifier
    return { file, target, local, atOnce: lazy === undefined && !/^\s*(?:import|export)\s+type\b/.test(statement) }
  })
}

const folderOf = (file: string) => Object.keys(allowed).find(folder => file.startsWith(`${folder}/`))
const isIn = (target: string, places: readonly string[]) =>
  places.some(place => target === place || target.startsWith(`${place}/`))
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')

test('every folder imports only what the import table allows', () => {
  const broken = product.flatMap(importsOf).filter(({ file, target, local }) => {
    const folder = folderOf(file)
    return local && folder !== undefined && !isIn(target, [folder, ...(allowed[folder] ?? [])])
  })
  expect(broken.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

test('a connector imports the SDK and its own folder, never another connector', () => {
  const broken = product
    .filter(file => /^src\/main\/connectors\/(?!sdk\/)[^/]+\//.test(file))
    .flatMap(importsOf)
    .filter(({ file, target, local }) => {
      const own = file.split('/').slice(0, 4).join('/')
      return local && target.startsWith('src/main/') && !isIn(target, [own, 'src/main/connectors/sdk'])
    })
  expect(broken.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

test('packages stay in their homes', () => {
  const broken = product.flatMap(importsOf).filter(({ file, target, local }) => {
    const homes = local ? undefined : packageHomes[packageOf(target)]
    return homes !== undefined && !isIn(file, homes)
  })
  expect(broken.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

test('shared code imports zod and itself only', () => {
  const strangers = product
    .filter(file => file.startsWith('src/shared/'))
    .flatMap(importsOf)
    .filter(({ target, local }) => !local && target !== 'zod')
  expect(strangers.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
})

/** The files an entry reaches by such imports. */
function reachedFrom(entry: string, by: (found: Import) => boolean): readonly string[] {
  const reached = new Set<string>()
  const visit = (file: string) => {
    if (reached.has(file)) return
    reached.add(file)
    for (const found of importsOf(file))
      if (found.local && files.includes(found.target) && by(found)) visit(found.target)
  }
  visit(entry)
  return [...reached]
}

test('nothing reachable from the headless entry imports electron or electron-store', () => {
  const reached = reachedFrom('src/main/headless.ts', () => true)
  const offenders = reached.filter(file =>
    importsOf(file).some(({ target, local }) => !local && ['electron', 'electron-store'].includes(packageOf(target))),
  )
  expect(reached.length).toBeGreaterThan(20)
  expect(offenders).toEqual([])
})

// Each would take 5 to 10 MB of every thread that loads it.
test.each(['ingest/worker.ts', 'metrics/worker.ts', 'metrics/maintenance-worker.ts'])(
  'the thread %s loads neither the query builder nor, before it sends something, the HTTP client',
  entry => {
    const reached = reachedFrom(`src/main/${entry}`, ({ atOnce }) => atOnce)
    const offenders = reached.filter(file =>
      importsOf(file).some(
        ({ target, local, atOnce }) => atOnce && !local && ['kysely', 'undici'].includes(packageOf(target)),
      ),
    )
    expect(reached.length).toBeGreaterThan(20)
    expect(offenders).toEqual([])
  },
)

test('files are kebab-case and not longer than 250 lines', () => {
  const named = files.filter(
    file => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|module))?\.tsx?$/.test(file.split('/').at(-1) ?? ''),
  )
  const long = product.filter(file => readFileSync(join(root, file), 'utf8').split('\n').length > 250)
  expect({ named: named.filter(file => !/migrations\/\d{4}-/.test(file)), long }).toEqual({ named: [], long: [] })
})
