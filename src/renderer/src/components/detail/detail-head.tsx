import { Anchor, Group, Text } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './detail.module.css'

export interface DetailHeadProps {
  /** What it is one of, such as its type or its repository, and its name there. */
  readonly of: string
  readonly name: string
  readonly badges: ReactNode
  /** Its page in the system it comes from; null where it has none. */
  readonly url: string | null
  readonly linkText: string
  readonly title: string
  readonly about: string
}

/** What a thing is called, its state, and the way to it in its own system. */
export const DetailHead = ({ of, name, badges, url, linkText, title, about }: DetailHeadProps) => (
  <div>
    <Group gap="sm" wrap="wrap">
      <Text span size="sm" c="dimmed">
        {of} <strong>{name}</strong>
      </Text>
      {badges}
      {url !== null && (
        <Anchor href={url} target="_blank" rel="noreferrer" size="sm" underline="always">
          {linkText} <IconExternalLink className={classes['icon']} size={14} aria-hidden />
        </Anchor>
      )}
    </Group>
    <h2 className={classes['summary']}>{title}</h2>
    <Text size="sm" c="dimmed">
      {about}
    </Text>
  </div>
)
