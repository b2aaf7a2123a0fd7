import { Stack, Title } from '@mantine/core'
import { useLocation } from 'wouter'
import { useRequest } from '../../api/use-request.ts'
import { Page } from '../../components/page.tsx'
import { Panel } from '../../components/panel.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { AddMenu } from './add-menu.tsx'
import { ConnectionDrawer } from './connection-drawer.tsx'
import { ConnectionList } from './connection-list.tsx'
import { ConnectorCards } from './connector-cards.tsx'
import { FirstStart } from './first-start.tsx'

/** The connections and the kinds that can be added; `adding` is the connector a new one is being made of. */
export function ConnectionsView({ adding }: { readonly adding: string | null }) {
  const [, navigate] = useLocation()
  const connections = useRequest('connections.list', undefined)
  const connectors = useRequest('connectors.list', undefined)
  const known = connectors.data ?? []
  const empty = connections.data?.length === 0
  return (
    <Page
      title="Connections"
      description="The systems that Weir reads from."
      actions={!empty && <AddMenu connectors={known} />}
    >
      <Stack gap="lg">
        <RequestState request={connections} noun="connections">
          {list =>
            list.length === 0 ? (
              <Panel>
                <FirstStart />
              </Panel>
            ) : (
              <ConnectionList connections={list} connectors={known} />
            )
          }
        </RequestState>
        <RequestState request={connectors} noun="connectors">
          {list => (
            <section>
              <Title order={2} mb="sm">
                What can be connected
              </Title>
              <ConnectorCards connectors={list} />
            </section>
          )}
        </RequestState>
      </Stack>
      <ConnectionDrawer
        connector={known.find(({ id }) => id === adding) ?? null}
        existing={null}
        onClose={() => navigate('/connections')}
      />
    </Page>
  )
}
