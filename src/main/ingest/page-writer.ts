import type { Entity } from '../../shared/model/entities.ts'
import type { Page, Stream } from '../connectors/sdk/connector.ts'
import type { EntityWriter } from '../store/write/entity-writer.ts'
import { entitiesOf, isRefusal, type Skipped } from './parse-records.ts'

export interface PageWriter {
  /** Parses and maps a page; no transaction is needed yet. */
  map(page: Page<unknown, unknown>): readonly Entity[]
  /** Writes entities and removals inside the caller's transaction. */
  write(
    entities: readonly Entity[],
    page: Page<unknown, unknown>,
  ): { readonly written: number; readonly deleted: number }
  /** Records left out since the last call. */
  takeSkipped(): number
}

const samples = 5
const sampleLength = 500

/** Brings a stream's pages into the store. What is left out is counted; the first five go to `warn`. */
export function createPageWriter(stream: Stream, writer: EntityWriter, warn: (message: string) => void): PageWriter {
  let skipped = 0
  let sampled = 0

  function skip({ record, reason }: Skipped): void {
    skipped++
    if (sampled++ < samples) warn(`Skipped one of the ${stream.label}: ${reason}. It was: ${sampleOf(record)}`)
  }

  function writeOne(entity: Entity): boolean {
    try {
      return writer.write(entity)
    } catch (error) {
      if (!isRefusal(error)) throw error
      skip({ record: entity, reason: error.message })
      return false
    }
  }

  return {
    map(page) {
      const entities: Entity[] = []
      for (const record of page.records) {
        const made = entitiesOf(stream, record)
        if ('reason' in made) skip(made)
        else for (const entity of made) entities.push(entity)
      }
      return entities
    },
    write(entities, page) {
      let written = 0
      let deleted = 0
      for (const entity of entities) if (writeOne(entity)) written++
      for (const removed of page.deleted ?? []) if (writer.remove(removed)) deleted++
      return { written, deleted }
    },
    takeSkipped() {
      const count = skipped
      skipped = 0
      return count
    },
  }
}

function sampleOf(record: unknown): string {
  try {
    return (JSON.stringify(record) ?? String(record)).slice(0, sampleLength)
  } catch {
    return String(record).slice(0, sampleLength)
  }
}
