import { createHash } from 'node:crypto'

/** Of everything an entity is: two with the same hash are stored alike. */
export const hashOfEntity = (entity: object): Buffer => createHash('sha1').update(JSON.stringify(entity)).digest()
