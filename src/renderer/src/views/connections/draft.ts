import type { ConnectionDetail, ConnectorSummary, SourceOption } from '../../../../shared/model/connection.ts'
import { SignInSite } from '../../../../shared/model/sign-in.ts'
import { storedChoices } from './choices.ts'
import { formFields } from './form-fields.ts'
import { type FormValues, initialValues, lines } from './form-values.ts'

export type DraftStep = 'settings' | 'verify' | 'sources'

/** A connection being added or edited, before it is saved. */
export interface Draft {
  readonly step: DraftStep
  readonly settings: FormValues
  readonly secrets: FormValues
  /** What was chosen among a verification's findings, by setting; empty leaves it to Weir. */
  readonly choices: Readonly<Record<string, string>>
  /** The verification of exactly these settings; null when they are unchanged or not verified yet. */
  readonly verificationId: string | null
  /** A new sign-in, wherever it has got to; null keeps the one the connection has. */
  readonly signInId: string | null
  readonly name: string
  /** External ids; null until there are options to choose from. */
  readonly chosen: ReadonlySet<string> | null
  readonly syncNow: boolean
  readonly touched: boolean
}

export type DraftChange =
  | { readonly type: 'settingChanged'; readonly name: string; readonly value: unknown }
  | { readonly type: 'secretChanged'; readonly name: string; readonly value: unknown }
  | { readonly type: 'choiceChanged'; readonly name: string; readonly value: string }
  | { readonly type: 'signInStarted'; readonly signInId: string | null }
  | { readonly type: 'verificationStarted'; readonly verificationId: string }
  | { readonly type: 'optionsFound'; readonly options: readonly SourceOption[] }
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'chose'; readonly chosen: ReadonlySet<string> }
  | { readonly type: 'syncNowChanged'; readonly syncNow: boolean }
  | { readonly type: 'wentTo'; readonly step: DraftStep }

/** The draft to begin with: empty for a new connection, else what the connection has. */
export function newDraft(connector: ConnectorSummary, existing: ConnectionDetail | null): Draft {
  const secrets = formFields(connector.credentialsSchema)
  const settings = initialValues(formFields(connector.settingsSchema), existing?.settings)
  return {
    step: 'settings',
    settings,
    choices: storedChoices(formFields(connector.settingsSchema), settings),
    secrets: Object.fromEntries(secrets.map(({ name }) => [name, ''])),
    verificationId: null,
    signInId: null,
    name: existing?.name ?? '',
    chosen: existing && new Set(existing.dataSources.filter(source => source.active).map(source => source.externalId)),
    syncNow: true,
    touched: false,
  }
}

/** The draft after a change. Changed settings need a new verification. */
export function changeDraft(draft: Draft, change: DraftChange): Draft {
  switch (change.type) {
    case 'settingChanged':
      return {
        ...draft,
        settings: { ...draft.settings, [change.name]: change.value },
        verificationId: null,
        touched: true,
      }
    case 'secretChanged':
      return {
        ...draft,
        secrets: { ...draft.secrets, [change.name]: change.value },
        verificationId: null,
        touched: true,
      }
    case 'choiceChanged':
      return { ...draft, choices: { ...draft.choices, [change.name]: change.value }, touched: true }
    case 'signInStarted':
      return { ...draft, signInId: change.signInId, verificationId: null, touched: true }
    case 'verificationStarted':
      return { ...draft, step: 'verify', verificationId: change.verificationId, touched: true }
    case 'optionsFound':
      return withOptions(draft, change.options)
    case 'named':
      return { ...draft, name: change.name, touched: true }
    case 'chose':
      return { ...draft, chosen: change.chosen, touched: true }
    case 'syncNowChanged':
      return { ...draft, syncNow: change.syncNow }
    case 'wentTo':
      return { ...draft, step: change.step }
  }
}

/** Goes on to the choice of sources. A first choice takes what is suggested and has no warning; an earlier one keeps what is still there. */
function withOptions(draft: Draft, options: readonly SourceOption[]): Draft {
  const found = new Set(options.map(option => option.externalId))
  const chosen =
    draft.chosen === null
      ? options.filter(option => option.suggested && option.warning === null).map(option => option.externalId)
      : [...draft.chosen].filter(id => found.has(id))
  return { ...draft, step: 'sources', chosen: new Set(chosen), name: draft.name || suggestedName(draft, options) }
}

/** A product that is one place for everybody: `github.com`. */
const isHost = (value: string) => /^[a-z\d-]+(?:\.[a-z\d-]+)+$/.test(value)

/** A name to begin with: the only source's, the host of the address, or the last part of the first path entered. */
export function suggestedName(draft: Pick<Draft, 'settings'>, options: readonly SourceOption[]): string {
  if (options.length === 1 && options[0]) return options[0].name
  for (const value of Object.values(draft.settings)) {
    if (typeof value === 'string' && URL.canParse(value)) return new URL(value).host
    if (typeof value === 'string' && isHost(value)) return value
    const site = SignInSite.safeParse(value).data
    if (site && URL.canParse(site.url)) return new URL(site.url).host
    const [first] = lines(value)
    const last = first
      ?.replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .at(-1)
    if (last && last !== '~') return last
  }
  return ''
}
