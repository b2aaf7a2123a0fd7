import { rm } from 'node:fs/promises'
import type { PushOf } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { ConnectionSummary, Impact, Verification } from '../../shared/model/connection.ts'
import type { ConnectionId } from '../../shared/model/ids.ts'
import { chosenTimeZone } from '../../shared/model/preferences.ts'
import { chooseSettings } from '../connections/choose-settings.ts'
import { createConnection, markRemoved, setSourceActive, updateConnection } from '../connections/connection-changes.ts'
import { getConnection, getConnectionDetail, type LiveStatus, listConnections } from '../connections/connection-list.ts'
import { type Secrets, sealSecrets } from '../connections/credentials.ts'
import { folderBytes } from '../connections/folder-size.ts'
import type { KnownBudgets } from '../connections/known-budgets.ts'
import type { ConnectionGrants } from '../connections/oauth/connection-grants.ts'
import { accessOfForm } from '../connections/oauth/form-access.ts'
import { grantSecret } from '../connections/oauth/grant.ts'
import type { SignIns } from '../connections/oauth/sign-ins.ts'
import { savedForm } from '../connections/saved-form.ts'
import type { Verifications, VerifiedForm } from '../connections/verifications.ts'
import type { OAuthProvider } from '../connectors/sdk/oauth.ts'
import type { Maintenance } from '../metrics/maintenance.ts'
import type { QueryThread } from '../metrics/query-thread.ts'
import type { Orchestrator } from '../orchestrator/orchestrator.ts'
import { nextTimes } from '../orchestrator/schedule.ts'
import type { Clock, Preferences, Vault } from '../ports.ts'
import type { Store } from '../store/open.ts'
import type { HandlersOf } from './dispatch.ts'

export interface ConnectionParts {
  readonly store: Store
  readonly vault: Vault
  readonly preferences: Preferences
  readonly clock: Clock
  readonly verifications: Verifications
  readonly signIns: SignIns
  readonly grants: ConnectionGrants
  readonly providerOf: (connectorId: string) => OAuthProvider | null
  readonly orchestrator: Orchestrator
  readonly queries: QueryThread
  readonly maintenance: Maintenance
  readonly budgets: KnownBudgets
  readonly live: LiveStatus
  readonly cacheFolder: (connectionId: ConnectionId) => string
  readonly push: (push: PushOf) => void
  /** Runs something after the answer; a failure is logged. */
  readonly inBackground: (what: string, work: () => Promise<void>) => void
}

type ConnectionMethods =
  | 'verifications.start'
  | 'verifications.get'
  | 'verifications.cancel'
  | 'connections.list'
  | 'connections.get'
  | 'connections.create'
  | 'connections.update'
  | 'connections.issueCounts'
  | 'connections.removalImpact'
  | 'connections.remove'
  | 'dataSources.deactivationImpact'
  | 'dataSources.setActive'

export function connectionHandlers(parts: ConnectionParts): HandlersOf<ConnectionMethods> {
  const { store, vault, clock, verifications, orchestrator, queries, live } = parts
  const { db, readonly } = store

  const changed = () =>
    parts.push({
      event: 'data_changed',
      data: {
        tables: [
          'connections',
          'data_sources',
          'jobs',
          'repositories',
          'commits',
          'commit_stats',
          'tags',
          'deployments',
          'people',
          'issues',
        ],
      },
    })

  /** Stores a form's secrets, what a new sign-in has given among them. */
  const withSecrets = <T>({ secrets, signInId }: VerifiedForm, store: (secrets: Secrets) => Promise<T>): Promise<T> =>
    signInId === null
      ? store(secrets)
      : parts.signIns.giveAway(signInId, grant => store({ ...secrets, [grantSecret]: JSON.stringify(grant) }))

  return {
    async 'verifications.start'(form) {
      const saved = form.connectionId === null ? null : await savedForm(db, vault, form.connectionId)
      const provider = parts.providerOf(form.connectorId)
      const { settings, access } = await accessOfForm(form, saved?.secrets ?? {}, provider, parts)
      // A sign-in that the form no longer needs is not to be stored with it.
      return verifications.start({ ...form, settings, signInId: access ? form.signInId : null }, saved, access)
    },
    'verifications.get': ({ verificationId }) => verifications.get(verificationId),
    'verifications.cancel': ({ verificationId }) => verifications.cancel(verificationId),

    'connections.list': () => listConnections(readonly, live),
    'connections.get': ({ connectionId }) => getConnectionDetail(readonly, live, connectionId),

    async 'connections.create'({ name, verificationId, sources, choices, syncNow }): Promise<ConnectionSummary> {
      const form = verifications.passed(verificationId)
      const { verification } = form
      if (verification.connectionId !== null) throw ofAnother()
      const settings = chooseSettings(form.settings, verification.choices, choices)
      const now = clock.now()
      const connectionId = await withSecrets(form, async secrets => {
        const sealed = await sealSecrets(vault, secrets)
        return createConnection(db, { name, verification, settings, sealed, sources, now })
      })
      changed()
      const connection = await getConnection(readonly, live, connectionId)
      if (!syncNow) return connection
      await orchestrator.runNow(connection.jobId)
      return getConnection(readonly, live, connectionId)
    },

    async 'connections.update'({ connectionId, name, enabled, schedule, verificationId, choices, sources }) {
      const { jobId, connectorId } = await getConnection(readonly, live, connectionId)
      const form = verificationId === undefined ? undefined : verifications.passed(verificationId)
      if (form && !isFor(form.verification, connectorId, connectionId)) throw ofAnother()
      const change = { name, enabled, schedule, choices, sources, now: clock.now() }
      const update = () => {
        if (!form) return updateConnection(db, connectionId, { ...change, verified: undefined })
        const { verification, signsIn, signInId } = form
        const settings = chooseSettings(form.settings, verification.choices, choices)
        const keepGrant = signsIn && signInId === null
        return withSecrets(form, async secrets => {
          const sealed = await sealSecrets(vault, secrets)
          const verified = { verification, settings, sealed, keepGrant }
          return updateConnection(db, connectionId, { ...change, verified })
        })
      }
      if (schedule) nextTimes(schedule, chosenTimeZone(parts.preferences.get()), clock.now(), 1)
      await (enabled === false ? orchestrator.withdraw(jobId, update) : update())
      if (form) parts.budgets.forget(connectionId)
      changed()
      if (schedule !== undefined) await orchestrator.reconsider()
      if (form || Object.keys(choices).length > 0) await orchestrator.mended({ jobId })
      return getConnection(readonly, live, connectionId)
    },

    'connections.issueCounts': ({ connectionId }, { signal }) => queries.run('issueCounts', { connectionId }, signal),

    async 'connections.removalImpact'({ connectionId }, { signal }): Promise<Impact> {
      const [impact, mirrorBytes] = await Promise.all([
        queries.run('connectionImpact', { connectionId }, signal),
        folderBytes(parts.cacheFolder(connectionId)),
      ])
      return { ...impact, mirrorBytes }
    },

    async 'connections.remove'({ connectionId }) {
      const { jobId } = await getConnection(readonly, live, connectionId)
      await orchestrator.withdraw(jobId, () => markRemoved(db, connectionId, clock.now()))
      verifications.forget(connectionId)
      parts.grants.forget(connectionId)
      parts.budgets.forget(connectionId)
      changed()
      parts.inBackground('removing a connection', async () => {
        await rm(parts.cacheFolder(connectionId), { recursive: true, force: true })
        await parts.maintenance.purgeRemoved()
      })
    },

    'dataSources.deactivationImpact': ({ dataSourceId }, { signal }) =>
      queries.run('dataSourceImpact', { dataSourceId }, signal),

    async 'dataSources.setActive'({ dataSourceId, active }) {
      await setSourceActive(db, dataSourceId, active)
      changed()
    },
  }
}

/** One that was made of a new connection may be saved with one that is there, if it is of its kind. */
const isFor = (verification: Verification, connectorId: string, connectionId: ConnectionId) =>
  verification.connectorId === connectorId && [null, connectionId].includes(verification.connectionId)

const ofAnother = () =>
  new WeirError('rpc.invalid_input', {
    hint: 'This verification is of another connection. Verify this one, then save.',
  })
