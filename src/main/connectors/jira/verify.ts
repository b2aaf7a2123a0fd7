import { z } from 'zod'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import type { VerificationCheck } from '../../../shared/model/connection.ts'
import { statusOf } from '../sdk/answer.ts'
import type { VerifyResult } from '../sdk/connector.ts'
import { fieldChoices, findCustomFields } from './custom-fields.ts'
import { countIssues } from './list-issues.ts'
import { isRefusal, parsed, plainList } from './lists.ts'
import { permissions } from './oauth.ts'
import { RawAccount, RawField } from './records.ts'
import { type JiraContext, type Remote, remoteOf } from './remote.ts'
import { siteInfo } from './site-info.ts'
import type { JiraSizes } from './sizes.ts'
import { withoutOrder } from './source-jql.ts'
import { invalid, onToken } from './wrong-settings.ts'

const Permissions = z.object({ permissions: z.record(z.string(), z.object({ havePermission: z.boolean() })) })

/**
 * Who answers, what it is, and whether it gives what the streams read.
 * @throws WeirError `auth.rejected` on the token, `settings.invalid` naming the product, a field or a query that is wrong.
 */
export const verify =
  (sizes: JiraSizes) =>
  async (context: JiraContext): Promise<VerifyResult> => {
    const remote = remoteOf(context, sizes)
    const info = await siteInfo(context, remote, sizes)
    refuseOtherProduct(remote, info.deploymentType)
    const account = await whoAmI(remote)
    const fields = parsed(RawField, await plainList(remote, 'field'))
    refuseWrongFields(context, fields)
    await refuseWrongQueries(context, remote)
    return {
      identity: account.displayName ?? account.name ?? account.accountId ?? 'Jira account',
      product: remote.cloud ? 'Jira Cloud' : `Jira Data Center ${info.version}`,
      checks: [...(await scopeChecks(context)), await browseCheck(remote), await boardCheck(remote)],
      choices: fieldChoices(fields),
    }
  }

async function whoAmI(remote: Remote) {
  try {
    return await remote.ask(RawAccount, { path: `${remote.api}/myself` })
  } catch (error) {
    throw onToken(error, remote)
  }
}

function refuseOtherProduct(remote: Remote, deploymentType: string | undefined): void {
  if (deploymentType === undefined || (deploymentType === 'Cloud') === remote.cloud) return
  const found = remote.cloud ? 'This is a Jira Data Center' : 'This is a Jira Cloud'
  throw invalid('settings.product', found, `${found}. Choose that product.`)
}

function refuseWrongFields({ settings }: JiraContext, fields: readonly RawField[]): void {
  const { missing } = findCustomFields(fields, settings)
  if (missing.length === 0) return
  throw new WeirError('settings.invalid', {
    hint: 'Jira has no field of this name or id. Take one from its list of fields.',
    fields: missing.map(setting => ({ path: `settings.${setting}`, message: 'There is no such field' })),
  })
}

async function refuseWrongQueries({ settings }: JiraContext, remote: Remote): Promise<void> {
  for (const [index, query] of settings.queries.entries()) {
    try {
      await countIssues(remote, { jql: withoutOrder(query), since: null, idsOnly: true, pageSize: 1 })
    } catch (error) {
      if (!(error instanceof WeirError) || statusOf(error) !== 400) throw error
      throw invalid(`settings.queries.${index}`, 'Jira does not understand this query', error.hint, error)
    }
  }
}

/** Whether a sign-in was given all that is asked for. */
async function scopeChecks({ access, settings }: JiraContext): Promise<readonly VerificationCheck[]> {
  if (settings.product !== 'cloud-oauth' || !access) return []
  const { scopes: given } = await access()
  const missing = permissions.filter(scope => !given.includes(scope))
  const name = 'Has every permission it needs'
  if (missing.length === 0) return [{ name, ok: true, hint: null }]
  const hint = `Add ${missing.join(', ')} to the permissions of your app, then sign in again.`
  return [{ name, ok: false, hint }]
}

async function browseCheck(remote: Remote): Promise<VerificationCheck> {
  const name = 'May see projects'
  const query = { permissions: 'BROWSE_PROJECTS' }
  const { permissions } = await remote.ask(Permissions, { path: `${remote.api}/mypermissions`, query })
  if (permissions['BROWSE_PROJECTS']?.havePermission !== false) return { name, ok: true, hint: null }
  return { name, ok: false, hint: 'Give this account the permission "Browse projects" in the projects to be synced.' }
}

async function boardCheck(remote: Remote): Promise<VerificationCheck> {
  const name = 'May see boards'
  try {
    await remote.ask(z.unknown(), { path: 'rest/agile/1.0/board', query: { maxResults: 1 } })
    return { name, ok: true, hint: null }
  } catch (error) {
    if (!isRefusal(error)) throw error
    return {
      name,
      ok: false,
      hint: 'Jira shows no boards to these credentials. Everything else works: map statuses to flow steps by hand, or give the token access to boards.',
    }
  }
}
