import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { ConnectionView } from './views/connections/connection-view.tsx'
import { ConnectionsView } from './views/connections/connections-view.tsx'
import { JobsView } from './views/jobs/jobs-view.tsx'
import { NotFoundView } from './views/not-found-view.tsx'
import { SettingsView } from './views/settings/settings-view.tsx'

const OverviewView = lazy(async () => ({
  default: (await import('./views/overview/overview-view.tsx')).OverviewView,
}))

/** Which view each path shows. */
export function Routes() {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/" component={OverviewView} />
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
        <Route path="/settings" component={SettingsView} />
        <Route component={NotFoundView} />
      </Switch>
    </Suspense>
  )
}
