import type { AccountRef } from '../../../shared/model/issue-entities.ts'
import { clean } from '../sdk/text.ts'
import type { GraphqlActor, RestUser } from './records.ts'

/** GraphQL leaves out of a bot's login what REST puts there. */
const botSuffix = '[bot]'

function accountRef(login: string, id: number | null | undefined, bot: boolean): AccountRef {
  const name = bot && !login.endsWith(botSuffix) ? `${login}${botSuffix}` : login
  return { externalId: id == null ? clean(name) : String(id), name: clean(name), email: null, bot }
}

/** Null for an account that is gone. */
export const actorAccount = (actor: GraphqlActor | null | undefined): AccountRef | null =>
  actor ? accountRef(actor.login, actor.databaseId, actor.__typename === 'Bot') : null

export const userAccount = (user: RestUser | null | undefined): AccountRef | null =>
  user ? accountRef(user.login, user.id, user.type === 'Bot' || user.login.endsWith(botSuffix)) : null
