import type { SettingChoices } from '../../../shared/model/connection.ts'
import { clean } from '../sdk/text.ts'
import type { RawField } from './records.ts'
import type { JiraSettings } from './settings.ts'

/** The ids of the fields chosen by the user, or found by what they are; the first that has a value counts. */
export interface CustomFields {
  readonly storyPoints: readonly string[]
  readonly flagged: readonly string[]
  readonly severity: readonly string[]
  readonly team: readonly string[]
  readonly sprint: readonly string[]
}

const settingsOfFields = ['storyPointsField', 'flaggedField', 'severityField', 'teamField'] as const
type Chosen = (typeof settingsOfFields)[number]

const named = (...names: readonly string[]) => {
  const wanted = new Set(names)
  return ({ name }: RawField) => wanted.has(name.trim().toLowerCase())
}
const madeBy = (kind: string) => (field: RawField) => field.schema?.custom?.endsWith(kind) === true
const ofType = (...types: readonly string[]) => {
  const wanted = new Set(types)
  return ({ schema }: RawField) => schema === undefined || wanted.has(schema.type)
}

interface Trait {
  /** Whether a custom field is it, where none was chosen. */
  readonly usual: (field: RawField) => boolean
  /** Whether its values can be read as one. */
  readonly possible: (field: RawField) => boolean
}

const traits: Readonly<Record<Chosen, Trait>> = {
  storyPointsField: {
    usual: field => madeBy(':jsw-story-points')(field) || named('story points', 'story point estimate')(field),
    possible: ofType('number', 'string', 'any'),
  },
  flaggedField: { usual: named('flagged'), possible: ofType('array', 'option', 'any') },
  severityField: {
    usual: named('severity'),
    possible: ofType('option', 'string', 'array', 'number', 'priority', 'any'),
  },
  teamField: {
    usual: field => madeBy(':atlassian-team')(field) || named('team')(field),
    possible: ofType('team', 'option', 'string', 'array', 'group', 'user', 'any'),
  },
}

const usualOf = (fields: readonly RawField[], setting: Chosen) =>
  fields.filter(field => field.custom && traits[setting].usual(field))

/** Finds the fields. `missing` are the settings that name a field there is not. */
export function findCustomFields(
  fields: readonly RawField[],
  settings: JiraSettings,
): { readonly fields: CustomFields; readonly missing: readonly Chosen[] } {
  const missing: Chosen[] = []
  const find = (setting: Chosen) => {
    const chosen = settings[setting].trim().toLowerCase()
    if (chosen === '') return usualOf(fields, setting).map(({ id }) => id)
    const found = fields.filter(({ id, name }) => id.toLowerCase() === chosen || name.trim().toLowerCase() === chosen)
    if (found.length === 0) missing.push(setting)
    return found.map(({ id }) => id)
  }
  return {
    missing,
    fields: {
      storyPoints: find('storyPointsField'),
      flagged: find('flaggedField'),
      severity: find('severityField'),
      team: find('teamField'),
      sprint: fields.filter(madeBy(':gh-sprint')).map(({ id }) => id),
    },
  }
}

/** The fields each setting can name, in order of their names, with the id where several are called the same. */
export function fieldChoices(fields: readonly RawField[]): Readonly<Record<string, SettingChoices>> {
  const choosable = fields.filter(({ id, custom }) => custom || id === 'priority')
  const namesakes = Map.groupBy(choosable, ({ name }) => clean(name))
  const labelOf = ({ id, name }: RawField) =>
    (namesakes.get(clean(name)) ?? []).length > 1 ? `${clean(name)} (${id})` : clean(name)
  const choicesOf = (setting: Chosen): SettingChoices => {
    const names = new Set(usualOf(fields, setting).map(({ name }) => clean(name)))
    return {
      options: choosable
        .filter(traits[setting].possible)
        .map(field => ({ value: field.id, label: labelOf(field) }))
        .sort((a, b) => a.label.localeCompare(b.label, 'en')),
      automatic: names.size === 0 ? null : [...names].join(', '),
    }
  }
  return Object.fromEntries(settingsOfFields.map(setting => [setting, choicesOf(setting)]))
}

const system = [
  'summary',
  'issuetype',
  'status',
  'project',
  'priority',
  'resolution',
  'resolutiondate',
  'created',
  'updated',
  'duedate',
  'labels',
  'components',
  'fixVersions',
  'assignee',
  'reporter',
  'parent',
] as const

/** The fields asked for with each issue: as few as metrics need. */
export function fieldsAskedFor(custom: CustomFields, worklogs: boolean): readonly string[] {
  return [...new Set([...system, ...Object.values(custom).flat(), ...(worklogs ? ['worklog'] : [])])]
}
