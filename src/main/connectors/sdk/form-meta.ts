import type { z } from 'zod'

/** Where the user finds something, such as the page to make a token on. */
export interface FormLink {
  readonly label: string
  readonly href: string
}

/** How a field looks while another setting has a value: what is given replaces the field's own. */
export interface FieldCase {
  readonly setting: string
  readonly is: string
  /** It is not asked for, and not sent. */
  readonly hidden?: true
  readonly required?: true
  readonly title?: string
  readonly description?: string
  readonly placeholder?: string
  readonly link?: FormLink
}

/** What a schema says about a field of its form, besides what zod knows of it. */
export interface FieldMeta {
  readonly title: string
  readonly description?: string
  readonly placeholder?: string
  readonly link?: FormLink
  /** What an enum's values are called, by value. */
  readonly labels?: Readonly<Record<string, string>>
  /** `folder`: a list of folders on this machine. `site`: one the user's sign-in reaches. */
  readonly format?: 'folder' | 'site'
  /** What the button that adds a line to a list says: "Add a query". */
  readonly addLabel?: string
  /** Text of several lines. */
  readonly multiline?: true
  /** Shown among "More settings". */
  readonly advanced?: true
  /** Chosen among what the verification found (`VerifyResult.choices`), not typed in. */
  readonly found?: true
  readonly cases?: readonly FieldCase[]
}

/** The schema with what its form says about it. */
export const described = <Schema extends z.ZodType>(schema: Schema, meta: FieldMeta): Schema => schema.meta({ ...meta })
