import { useRequest } from '../../api/use-request.ts'
import { Page } from '../../components/page.tsx'
import { RequestState } from '../../components/request-state.tsx'

export function ConnectionsView({ adding: _ }: { readonly adding: string | null }) {
  const request = useRequest('connections.list', undefined)
  return (
    <Page title="Connections">
      <RequestState request={request} noun="connections">
        {connections => connections.map(connection => <p key={connection.id}>{connection.name}</p>)}
      </RequestState>
    </Page>
  )
}
