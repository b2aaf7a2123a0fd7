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

type Chosen = 'storyPointsField' | 'flaggedField' | 'severityField' | 'teamField'

const named = (...names: readonly string[]) => {
  const wanted = new Set(names)
  return ({ name }: RawField) => wanted.has(name.trim().toLowerCase())
}
const madeBy = (kind: string) => (field: RawField) => field.schema?.custom?.endsWith(kind) === true

const usual = {
  storyPointsField: (field: RawField) =>
    madeBy(':jsw-story-points')(field) || named('story points', 'story point estimate')(field),
  flaggedField: named('flagged'),
  severityField: named('severity'),
  teamField: (field: RawField) => madeBy(':atlassian-team')(field) || named('team')(field),
} satisfies Record<Chosen, (field: RawField) => boolean>

/** Finds the fields. `missing` are the settings that name a field there is not. */
export function findCustomFields(
  fields: readonly RawField[],
  settings: JiraSettings,
): { readonly fields: CustomFields; readonly missing: readonly Chosen[] } {
  const missing: Chosen[] = []
  const find = (setting: Chosen) => {
    const wanted = settings[setting].trim().toLowerCase()
    if (wanted === '') return fields.filter(field => field.custom && usual[setting](field)).map(({ id }) => id)
    const found = fields.filter(({ id, name }) => id.toLowerCase() === wanted || name.trim().toLowerCase() === wanted)
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
