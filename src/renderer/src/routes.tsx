import { lazy, Suspense, useEffect } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { questions } from './views/flow-metrics/questions.ts'
import { NotFoundView } from './views/not-found-view.tsx'
import { findingNamed } from './views/quality/finding-texts.ts'

const load = {
  overview: () => import('./views/overview/overview-view.tsx'),
  dora: () => import('./views/dora/dora-view.tsx'),
  flowMetrics: () => import('./views/flow-metrics/flow-metrics-view.tsx'),
  pullRequests: () => import('./views/pull-requests/pull-requests-view.tsx'),
  jobs: () => import('./views/jobs/jobs-view.tsx'),
  connections: () => import('./views/connections/connections-view.tsx'),
  connection: () => import('./views/connections/connection-view.tsx'),
  people: () => import('./views/people/people-view.tsx'),
  flow: () => import('./views/flow-mapping/flow-mapping-view.tsx'),
  quality: () => import('./views/quality/quality-view.tsx'),
  health: () => import('./views/health/health-view.tsx'),
  database: () => import('./views/database/database-view.tsx'),
  settings: () => import('./views/settings/settings-view.tsx'),
}
const OverviewView = lazy(async () => ({ default: (await load.overview()).OverviewView }))
const DoraView = lazy(async () => ({ default: (await load.dora()).DoraView }))
const FlowMetricsView = lazy(async () => ({ default: (await load.flowMetrics()).FlowMetricsView }))
const PullRequestsView = lazy(async () => ({ default: (await load.pullRequests()).PullRequestsView }))
const JobsView = lazy(async () => ({ default: (await load.jobs()).JobsView }))
const ConnectionsView = lazy(async () => ({ default: (await load.connections()).ConnectionsView }))
const ConnectionView = lazy(async () => ({ default: (await load.connection()).ConnectionView }))
const PeopleView = lazy(async () => ({ default: (await load.people()).PeopleView }))
const FlowMappingView = lazy(async () => ({ default: (await load.flow()).FlowMappingView }))
const QualityView = lazy(async () => ({ default: (await load.quality()).QualityView }))
const HealthView = lazy(async () => ({ default: (await load.health()).HealthView }))
const DatabaseView = lazy(async () => ({ default: (await load.database()).DatabaseView }))
const SettingsView = lazy(async () => ({ default: (await load.settings()).SettingsView }))

/** Which view each path shows. */
export function Routes() {
  useEffect(loadWhenIdle, [])
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/" component={OverviewView} />
        <Route path="/dora" component={DoraView} />
        {questions.map(({ name, path }) => (
          <Route key={name} path={path}>
            <FlowMetricsView question={name} />
          </Route>
        ))}
        <Route path="/flow-metrics">
          <Redirect to={questions[0].path} replace />
        </Route>
        <Route path="/pull-requests" component={PullRequestsView} />
        <Route path="/jobs/runs/:runId">{({ runId }) => <JobsView runId={Number(runId)} />}</Route>
        <Route path="/jobs">
          <JobsView runId={null} />
        </Route>
        <Route path="/connections/new/:connectorId">
          {({ connectorId }) => <ConnectionsView adding={connectorId} />}
        </Route>
        <Route path="/connections/:connectionId/edit">
          {({ connectionId }) => <ConnectionView id={Number(connectionId)} editing />}
        </Route>
        <Route path="/connections/:connectionId">
          {({ connectionId }) => <ConnectionView id={Number(connectionId)} editing={false} />}
        </Route>
        <Route path="/connections">
          <ConnectionsView adding={null} />
        </Route>
        <Route path="/people/suggestions">
          <PeopleView tab="suggestions" />
        </Route>
        <Route path="/people/teams">
          <PeopleView tab="teams" />
        </Route>
        <Route path="/people">
          <PeopleView tab="people" />
        </Route>
        <Route path="/flow" component={FlowMappingView} />
        <Route path="/quality/:finding">{({ finding }) => <QualityView finding={findingNamed(finding)} />}</Route>
        <Route path="/quality">
          <QualityView finding={null} />
        </Route>
        <Route path="/health" component={HealthView} />
        <Route path="/settings/database" component={DatabaseView} />
        <Route path="/settings" component={SettingsView} />
        <Route component={NotFoundView} />
      </Switch>
    </Suspense>
  )
}

/** Fetches every view once there is time, so that the others open at once, and also while Weir cannot be reached. */
function loadWhenIdle(): () => void {
  const handle = requestIdleCallback(() => void Promise.allSettled(Object.values(load).map(view => view())))
  return () => cancelIdleCallback(handle)
}
