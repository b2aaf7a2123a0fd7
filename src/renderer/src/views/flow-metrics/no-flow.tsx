import { IconChartDots } from '@tabler/icons-react'
import { BeforeData } from '../../components/before-data.tsx'

/** Before any issue is in a flow. */
export const NoFlow = () => (
  <BeforeData
    icon={<IconChartDots size={26} aria-hidden />}
    connectorId="jira"
    unconnected={{
      title: 'Flow metrics come from issues',
      text: 'Connect Jira, and Weir shows how long work takes, where it waits, what is ageing and when it will be done.',
      action: 'Connect Jira',
    }}
    syncing={{
      title: 'The first issues are being read',
      text: 'Numbers appear here as soon as their histories are there.',
    }}
    nothing={connection => ({
      title: 'No issue is in a flow yet',
      text: `Run the job of “${connection}” to read its issues. If it has run, check in the flow mapping which issue types count.`,
    })}
  />
)
