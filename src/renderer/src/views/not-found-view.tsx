import { Anchor } from '@mantine/core'
import { Link } from 'wouter'
import { EmptyNote } from '../components/empty-note.tsx'
import { Page } from '../components/page.tsx'

/** For an address that leads nowhere. */
export function NotFoundView() {
  return (
    <Page title="Page not found">
      <EmptyNote
        title="There is no page at this address"
        action={
          <Anchor component={Link} href="/">
            Go to the Overview
          </Anchor>
        }
      />
    </Page>
  )
}
