import type { DatabaseCare } from '../care/care.ts'
import type { HandlersOf } from './dispatch.ts'

type DatabaseMethods = `database.${'info' | 'check' | 'backUp' | 'restore' | 'compact' | 'export' | 'move' | 'cancel'}`

export function databaseHandlers(care: DatabaseCare): HandlersOf<DatabaseMethods> {
  return {
    'database.info': () => care.info(),
    'database.check': () => care.check(),
    'database.backUp': () => care.backUp(),
    'database.restore': ({ backup }) => care.restore(backup),
    'database.compact': () => care.compact(),
    'database.export': ({ path }) => care.export(path),
    'database.move': ({ folder }) => care.move(folder),
    'database.cancel': () => care.cancel(),
  }
}
