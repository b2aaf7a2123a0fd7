import { Fieldset, Select, SimpleGrid, Text } from '@mantine/core'
import type { ConnectorSummary, FoundChoices, SettingChoices } from '../../../../shared/model/connection.ts'
import { optionFor } from './choices.ts'
import type { Draft, DraftChange } from './draft.ts'
import { type FormField, formFields } from './form-fields.ts'

export interface FoundFieldsProps {
  readonly connector: ConnectorSummary
  /** Null where nobody knows: the stored choices stay as they are. */
  readonly found: FoundChoices | null
  /** Whether they were found just now, not when the connection was last verified. */
  readonly isFresh: boolean
  readonly draft: Draft
  readonly change: (change: DraftChange) => void
}

/** The settings that are chosen among what the verification has found; nothing where the connector has none. */
export function FoundFields({ connector, found, isFresh, draft, change }: FoundFieldsProps) {
  const fields = formFields(connector.settingsSchema).filter(field => field.found)
  if (fields.length === 0) return null
  return (
    <Fieldset legend={`Fields of ${connector.title}`}>
      {found === null ? (
        <Text size="sm" c="dimmed">
          They stay as they are. To choose others, go back and verify the settings.
        </Text>
      ) : (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {fields.map(field => {
            const choices = found[field.name]
            return (
              choices && (
                <FoundField
                  key={field.name}
                  field={field}
                  choices={choices}
                  stored={draft.choices[field.name] ?? ''}
                  onChange={value => change({ type: 'choiceChanged', name: field.name, value })}
                />
              )
            )
          })}
        </SimpleGrid>
      )}
      {found !== null && !isFresh && (
        <Text size="sm" c="dimmed" mt="sm">
          As found by the last verification. Where a field is missing, go back and verify the settings again.
        </Text>
      )}
    </Fieldset>
  )
}

/** The select's value for Weir's own choice: an empty one would be none. */
const automatic = 'automatic'

interface FoundFieldProps {
  readonly field: FormField
  readonly choices: SettingChoices
  readonly stored: string
  readonly onChange: (value: string) => void
}

function FoundField({ field, choices, stored, onChange }: FoundFieldProps) {
  const option = optionFor(choices, stored)
  const own = choices.automatic === null ? 'None' : `${choices.automatic} (found by itself)`
  return (
    <Select
      label={field.title}
      description={field.description}
      data={[{ value: automatic, label: own }, ...choices.options]}
      value={option === '' ? automatic : option}
      error={option === null && 'The field chosen before is not there any more'}
      placeholder="Choose a field"
      searchable
      allowDeselect={false}
      nothingFoundMessage="No such field"
      maxDropdownHeight={240}
      onChange={value => onChange(value === automatic || value === null ? '' : value)}
    />
  )
}
