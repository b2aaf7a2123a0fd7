import { Button, Collapse, Stack } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'

export interface MoreSettingsProps {
  /** One of them is set: they are shown to begin with. */
  readonly used: boolean
  /** One of them is not right: they are shown. */
  readonly wrong: boolean
  readonly children: ReactNode
}

/** The settings that most need not touch, folded until they are asked for or one of them is set. */
export function MoreSettings({ used, wrong, children }: MoreSettingsProps) {
  const [asked, setAsked] = useState<boolean | null>(null)
  const id = useId()
  const shown = wrong || (asked ?? used)
  const Icon = shown ? IconChevronDown : IconChevronRight
  return (
    <div>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon size={16} aria-hidden />}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setAsked(!shown)}
      >
        More settings
      </Button>
      <Collapse expanded={shown} id={id}>
        <Stack mt="sm">{children}</Stack>
      </Collapse>
    </div>
  )
}
