import { Button, Group, Input, Stack } from '@mantine/core'
import { IconFolderOpen, IconPlus } from '@tabler/icons-react'
import { useCommand } from '../../api/use-command.ts'
import { type FieldErrors, lineErrors } from './field-errors.ts'
import type { FieldKind, FormField } from './form-fields.ts'
import { insertPasted } from './form-values.ts'
import classes from './list-field.module.css'
import { ListLine } from './list-line.tsx'

export interface ListFieldProps {
  readonly field: FormField
  readonly path: string
  readonly kind: Extract<FieldKind, { type: 'list' }>
  readonly canPickFolders: boolean
  readonly autoFocus: boolean
  readonly value: readonly string[]
  readonly errors: FieldErrors
  readonly onChange: (value: readonly string[]) => void
}

/** Several paths or addresses, one per line. Pasting several lines makes several of them; folders can be picked where the shell can. */
export function ListField(props: ListFieldProps) {
  const { field, path, kind, canPickFolders, autoFocus, value, errors, onChange } = props
  const pick = useCommand('app.pickFolders')
  const shown = value.length === 0 ? [''] : value
  const byLine = lineErrors(errors, path, shown)
  const general = errors.get(path)
  return (
    <fieldset className={classes['root']}>
      <legend className={classes['legend']}>{field.title}</legend>
      {field.description && (
        <Input.Description className={classes['description'] ?? ''}>{field.description}</Input.Description>
      )}
      <Stack gap={6}>
        {Object.entries(shown).map(([key, text]) => {
          const index = Number(key)
          return (
            <ListLine
              key={key}
              name={`${field.title} ${index + 1}`}
              placeholder={field.placeholder ?? ''}
              text={text}
              error={byLine.get(index)}
              autoFocus={autoFocus && index === 0}
              removable={value.length > 0}
              onChange={changed => onChange(shown.toSpliced(index, 1, changed))}
              onPasteLines={pasted => onChange(insertPasted(shown, index, pasted))}
              onRemove={() => onChange(shown.toSpliced(index, 1))}
            />
          )
        })}
      </Stack>
      {general !== undefined && <Input.Error mt={4}>{general}</Input.Error>}
      <Group gap="xs" mt={8}>
        {kind.folders && canPickFolders && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFolderOpen size={14} aria-hidden />}
            loading={pick.isPending}
            onClick={() =>
              pick.mutate(undefined, { onSuccess: picked => onChange(insertPasted(shown, shown.length, picked)) })
            }
          >
            Choose folders…
          </Button>
        )}
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...shown, ''])}
        >
          {kind.addLabel}
        </Button>
      </Group>
    </fieldset>
  )
}
