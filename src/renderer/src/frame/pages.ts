import {
  IconActivityHeartbeat,
  IconArrowsSplit2,
  IconChartDots,
  IconChartLine,
  IconGitPullRequest,
  IconPlugConnected,
  IconProgress,
  IconReportSearch,
  IconRocket,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react'

/** The pages of the app, in the order of the navigation: what one reads, what gives it its meaning, where it comes from. */
export const pages = [
  { path: '/', title: 'Overview', icon: IconChartLine },
  { path: '/dora', title: 'DORA', icon: IconRocket },
  { path: '/flow-metrics', title: 'Flow metrics', icon: IconChartDots },
  { path: '/pull-requests', title: 'Pull requests', icon: IconGitPullRequest },
  { path: '/quality', title: 'Data quality', icon: IconReportSearch },
  { path: '/flow', title: 'Flow mapping', icon: IconArrowsSplit2 },
  { path: '/people', title: 'People & teams', icon: IconUsers },
  { path: '/connections', title: 'Connections', icon: IconPlugConnected },
  { path: '/jobs', title: 'Jobs', icon: IconProgress },
  { path: '/health', title: 'Health', icon: IconActivityHeartbeat },
  { path: '/settings', title: 'Settings', icon: IconSettings },
] as const

/** Whether a location belongs to a page: the page itself or something inside it. */
export const isInside = (location: string, path: string): boolean =>
  path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`)
