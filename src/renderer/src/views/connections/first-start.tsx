import { IconPlugConnected } from '@tabler/icons-react'
import { EmptyNote } from '../../components/empty-note.tsx'
import { AddButtons } from './add-buttons.tsx'

/** What Weir does and how to begin, while there is no connection. */
export function FirstStart() {
  return (
    <EmptyNote
      icon={<IconPlugConnected size={26} aria-hidden />}
      title="Connect your first repositories or projects"
      action={<AddButtons />}
    >
      Weir reads the history of Git repositories, pull requests on GitHub and issues in Jira, and shows how work flows,
      how often you deploy and how long changes take to get there. Everything stays on this machine, and nothing is
      changed where it comes from.
    </EmptyNote>
  )
}
