import { Button, Group, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import type { Incident, LinkChoice } from '../../../../../shared/model/incidents.ts'
import { useCommand } from '../../../api/use-command.ts'
import { useRequest } from '../../../api/use-request.ts'
import { Facts } from '../../../components/facts.tsx'
import { FaultAlert } from '../../../components/fault-alert.tsx'
import { RequestState } from '../../../components/request-state.tsx'
import { faultOf } from '../../../faults.ts'
import { formatDateTime } from '../../../format/time.ts'
import { placeOf } from '../../repository-rule/services/service-text.ts'
import { sourceText } from './incident-texts.ts'

export interface IncidentViewProps {
  readonly incident: Incident
  readonly timeZone: string
  /** What was said of it is stored. */
  readonly onDone: () => void
}

/** An incident, and which deployment it belongs to: by the rule, or as the user says. */
export function IncidentView({ incident, timeZone, onDone }: IncidentViewProps) {
  const choices = useRequest('incidents.linkChoices', { incidentId: incident.id })
  return (
    <Stack gap="md">
      <Facts
        facts={[
          ['Told by', sourceText[incident.source]],
          [incident.serviceName === null ? 'Repository' : 'Service', placeOf(incident)],
          ['Began', formatDateTime(incident.beganAt, timeZone)],
          ['Ended', incident.resolvedAt === null ? 'still open' : formatDateTime(incident.resolvedAt, timeZone)],
          [
            'Deployment',
            `${incident.deploymentName ?? 'none'} (${incident.byHand ? 'linked by hand' : 'by the rule'})`,
          ],
          ['Fixed by', incident.fixDeploymentName],
        ]}
      />
      <RequestState request={choices} noun="deployments">
        {all => <LinkForm incident={incident} choices={all} timeZone={timeZone} onDone={onDone} />}
      </RequestState>
    </Stack>
  )
}

function LinkForm({
  incident,
  choices,
  timeZone,
  onDone,
}: IncidentViewProps & { readonly choices: readonly LinkChoice[] }) {
  const [chosen, setChosen] = useState(incident.deploymentId === null ? null : String(incident.deploymentId))
  const link = useCommand('incidents.link', { quiet: true })
  const unlink = useCommand('incidents.unlink', { quiet: true })
  const error = link.error ?? unlink.error
  const busy = link.isPending || unlink.isPending
  const { id: incidentId } = incident
  const deployment = choices.find(({ id }) => String(id) === chosen)
  const data = choices.map(({ id, name, serviceName, finishedAt }) => ({
    value: String(id),
    label: `${serviceName === null ? '' : `${serviceName}: `}${name}, ${formatDateTime(finishedAt, timeZone)}${finishedAt >= incident.beganAt ? ' (after it began)' : ''}`,
  }))
  return (
    <Stack gap="sm" maw="32rem">
      <Select
        label="Belongs to the deployment"
        description="The rule takes the latest one finished before the incident began, within its window."
        placeholder="Choose a deployment"
        searchable
        data={data}
        value={chosen}
        onChange={setChosen}
        nothingFoundMessage="No such deployment"
      />
      {error && <FaultAlert fault={faultOf(error)} />}
      <Group gap="sm">
        <Button
          disabled={deployment === undefined || busy}
          loading={link.isPending}
          onClick={() => deployment && link.mutate({ incidentId, deploymentId: deployment.id }, { onSuccess: onDone })}
        >
          Link to it
        </Button>
        <Button
          variant="default"
          disabled={busy}
          onClick={() => link.mutate({ incidentId, deploymentId: null }, { onSuccess: onDone })}
        >
          Belongs to none
        </Button>
        {incident.byHand && (
          <Button variant="subtle" disabled={busy} onClick={() => unlink.mutate({ incidentId }, { onSuccess: onDone })}>
            Let the rule decide
          </Button>
        )}
      </Group>
    </Stack>
  )
}
