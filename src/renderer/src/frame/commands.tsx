import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import {
  IconArchive,
  IconChartDots,
  IconDatabase,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlus,
  IconRefresh,
  IconSearch,
  IconUserCheck,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useLocation } from 'wouter'
import { useJobs } from '../api/use-jobs.ts'
import { useHeld } from '../api/use-orchestrator.ts'
import { useOrchestratorAction } from '../api/use-orchestrator-action.ts'
import { usePreferences, useSetPreferences } from '../api/use-preferences.ts'
import { useRequest } from '../api/use-request.ts'
import { useCare } from '../views/database/use-care.ts'
import { questions } from '../views/flow-metrics/questions.ts'
import { hasSinglePauses, whyNotSyncAll } from '../views/jobs/head/possible-now.ts'
import { jobActionLabels, jobControls } from '../views/jobs/job-actions.ts'
import { jobIcons } from '../views/jobs/job-icons.ts'
import { useJobAction } from '../views/jobs/use-job-action.ts'
import { pages } from './pages.ts'
import { themeIcons } from './theme-icons.ts'
import { themeLabels } from './theme-labels.ts'

/** The command palette (Ctrl/⌘ K): every page and everything that can be done from anywhere. */
export function Commands() {
  const actions = [
    useNavigationActions(),
    useOrchestratorActions(),
    useJobActions(),
    useDatabaseActions(),
    useThemeActions(),
  ].filter(group => group.actions.length > 0)
  return (
    <Spotlight
      actions={actions}
      shortcut="mod + K"
      tagsToIgnore={[]}
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      attributes={{ content: { 'aria-label': 'Commands' } }}
      nothingFound="Nothing of that name"
      highlightQuery
      maxHeight={420}
      scrollable
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: 'Go to a page or run a command',
        'aria-label': 'Search commands',
      }}
    />
  )
}

function useNavigationActions(): SpotlightActionGroupData {
  const [, navigate] = useLocation()
  const goTo = pages.map(({ path, title, icon: Icon }) => ({
    id: `go ${path}`,
    label: `Go to ${title}`,
    leftSection: <Icon size={18} aria-hidden />,
    onClick: () => navigate(path),
  }))
  const connectors = useRequest('connectors.list', undefined)
  const add = (connectors.data ?? []).map(({ id, addLabel }) => ({
    id: `add ${id}`,
    label: addLabel,
    leftSection: <IconPlus size={18} aria-hidden />,
    onClick: () => navigate(`/connections/new/${id}`),
  }))
  const database = {
    id: 'go /settings/database',
    label: 'Go to the database: backups, export, moving',
    leftSection: <IconDatabase size={18} aria-hidden />,
    onClick: () => navigate('/settings/database'),
  }
  const people = [
    { path: '/people/teams', label: 'Go to the teams', icon: IconUsersGroup },
    { path: '/people/suggestions', label: 'Go to people who may be the same', icon: IconUserCheck },
  ].map(({ path, label, icon: Icon }) => ({
    id: `go ${path}`,
    label,
    leftSection: <Icon size={18} aria-hidden />,
    onClick: () => navigate(path),
  }))
  const flow = questions.map(({ path, title }) => ({
    id: `go ${path}`,
    label: `Flow metrics: ${title}`,
    leftSection: <IconChartDots size={18} aria-hidden />,
    onClick: () => navigate(path),
  }))
  return { group: 'Pages', actions: [...goTo, ...flow, ...people, database, ...add] }
}

function useDatabaseActions(): SpotlightActionGroupData {
  const { refusal, begin } = useCare('backUp')
  const backUp = {
    id: 'back up',
    label: 'Back up the database now',
    leftSection: <IconArchive size={18} aria-hidden />,
    onClick: () => begin(undefined),
  }
  return { group: 'Database', actions: refusal === null ? [backUp] : [] }
}

function useOrchestratorActions(): SpotlightActionGroupData {
  const { jobs = [] } = useJobs()
  const held = useHeld()
  const sync = useOrchestratorAction('orchestrator.runAll')
  const pause = useOrchestratorAction('jobs.pauseAll')
  const resume = useOrchestratorAction('jobs.resumeAll')
  const entries = [
    { label: 'Sync all', icon: IconRefresh, act: sync.act, possible: whyNotSyncAll(jobs, held) === null },
    { label: 'Pause all', icon: IconPlayerPauseFilled, act: pause.act, possible: !held && jobs.length > 0 },
    { label: 'Resume all', icon: IconPlayerPlayFilled, act: resume.act, possible: held || hasSinglePauses(jobs) },
  ]
  return {
    group: 'All jobs',
    actions: entries
      .filter(({ possible }) => possible)
      .map(({ label, icon: Icon, act }) => ({
        id: label,
        label,
        leftSection: <Icon size={18} aria-hidden />,
        onClick: act,
      })),
  }
}

function useJobActions(): SpotlightActionGroupData {
  const { jobs = [] } = useJobs()
  const run = useJobAction()
  const held = useHeld()
  return {
    group: 'Jobs',
    actions: jobs.flatMap(job =>
      jobControls(job, held)
        .filter(({ action, disabledBecause }) => disabledBecause === null && action !== 'forceStop')
        .map(({ action }) => {
          const Icon = jobIcons[action]
          return {
            id: `${action} ${job.id}`,
            label: `${jobActionLabels[action]}: ${job.connectionName}`,
            leftSection: <Icon size={18} aria-hidden />,
            onClick: () => run(action, job.id),
          }
        }),
    ),
  }
}

function useThemeActions(): SpotlightActionGroupData {
  const { theme } = usePreferences()
  const save = useSetPreferences()
  return {
    group: 'Theme',
    actions: (['system', 'light', 'dark'] as const)
      .filter(choice => choice !== theme)
      .map(choice => {
        const Icon = themeIcons[choice]
        return {
          id: `theme ${choice}`,
          label: `Theme: ${themeLabels[choice]}`,
          leftSection: <Icon size={18} aria-hidden />,
          onClick: () => save.mutate({ theme: choice }),
        }
      }),
  }
}
