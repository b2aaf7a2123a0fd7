import type { ReadInput } from '../../sdk/connector.ts'
import type { GithubContext } from '../remote.ts'

/** Whether the history is read through the API: it is wanted so, and no clone that another connection reads has it. */
export const isReadHere = ({ settings }: GithubContext, { elsewhere }: ReadInput<unknown>): boolean =>
  settings.history === 'api' && !elsewhere()
