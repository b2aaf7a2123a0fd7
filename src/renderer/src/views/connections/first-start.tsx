import { Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { Link } from 'wouter'
import { EmptyNote } from '../../components/empty-note.tsx'

/** What Weir does and how to begin, while there is no connection. */
export function FirstStart() {
  return (
    <EmptyNote
      icon={<IconPlugConnected size={26} aria-hidden />}
      title="Connect your first repositories"
      action={
        <Button component={Link} href="/connections/new/git">
          Add repositories
        </Button>
      }
    >
      Weir reads the history of Git repositories and shows how often you deploy and how long changes take to get there.
      Everything stays on this machine, and nothing is written into your repositories.
    </EmptyNote>
  )
}
