import { IconGitPullRequest } from '@tabler/icons-react'
import { BeforeData } from '../../components/before-data.tsx'

/** Before any pull request is known. */
export const NoPulls = () => (
  <BeforeData
    icon={<IconGitPullRequest size={26} aria-hidden />}
    connectorId="github"
    unconnected={{
      title: 'Pull requests come from GitHub',
      text: 'Connect GitHub, and Weir shows how long pull requests wait, how they are reviewed and what is stale.',
      action: 'Connect GitHub',
    }}
    syncing={{
      title: 'The first pull requests are being read',
      text: 'Numbers appear here as soon as there are any.',
    }}
    nothing={connection => ({
      title: 'No pull request is known yet',
      text: `Run the job of “${connection}” to read its pull requests. If it has run, check that its repositories are active.`,
    })}
  />
)
