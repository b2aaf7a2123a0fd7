import { Anchor } from '@mantine/core'
import type { FormField } from './form-fields.ts'

/** What a field is for, and where what goes into it is found. */
function FieldDescription({ description, link }: Pick<FormField, 'description' | 'link'>) {
  if (link === null) return description
  return (
    <>
      {description}{' '}
      <Anchor href={link.href} target="_blank" rel="noreferrer" size="xs" underline="always">
        {link.label}
      </Anchor>
    </>
  )
}

/** A field's description for an input; null when there is nothing to say. */
export const describe = ({ description, link }: FormField) =>
  description === null && link === null ? null : <FieldDescription description={description} link={link} />
