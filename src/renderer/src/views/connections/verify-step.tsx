import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import type { FieldIssue } from '../../../../shared/contract/faults.ts'
import type { ConnectorSummary, SourceOption, Verification } from '../../../../shared/model/connection.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRequest } from '../../api/use-request.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import { RequestState } from '../../components/request-state.tsx'
import { formatCount } from '../../format/number.ts'
import { CheckList } from './check-list.tsx'
import { foundText } from './source-kinds.ts'

export interface VerifyStepProps {
  readonly verificationId: string
  readonly connector: ConnectorSummary
  readonly onBack: (fields: readonly FieldIssue[] | undefined) => void
  readonly onAgain: () => void
  readonly onContinue: (options: readonly SourceOption[]) => void
}

/** A verification as it happens, and what can be done with its result. */
export function VerifyStep({ verificationId, connector, onBack, onAgain, onContinue }: VerifyStepProps) {
  const request = useRequest('verifications.get', { verificationId })
  const cancel = useCommand('verifications.cancel')
  const back = ({ fault }: Verification) => ({
    onClick: () => onBack(fault?.fields),
    children: 'Back to the settings',
  })
  return (
    <RequestState request={request} noun="the verification">
      {verification => (
        <Stack>
          <Headline verification={verification} connector={connector} />
          {verification.checks.length > 0 && <CheckList checks={verification.checks} />}
          {verification.fault && <FaultAlert fault={verification.fault} />}
          <Group justify="flex-end">
            {verification.status === 'verifying' ? (
              <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({ verificationId })}>
                Cancel
              </Button>
            ) : (
              !isFormWrong(verification) && <Button variant="default" {...back(verification)} />
            )}
            {(verification.status === 'failed' || verification.status === 'cancelled') && (
              <Button variant={isFormWrong(verification) ? 'default' : 'filled'} onClick={onAgain}>
                Verify again
              </Button>
            )}
            {isFormWrong(verification) && <Button {...back(verification)} />}
            {verification.status === 'passed' && (
              <Button
                data-autofocus
                disabled={verification.options.length === 0}
                onClick={() => onContinue(verification.options)}
              >
                Choose {connector.sourceNoun.many}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </RequestState>
  )
}

/** Whether trying again is of no use before something that was entered is changed. */
const isFormWrong = ({ fault }: Verification) => (fault?.fields?.length ?? 0) > 0

function Headline({
  verification,
  connector,
}: Pick<VerifyStepProps, 'connector'> & { readonly verification: Verification }) {
  const { status, attempt, options, product, identity } = verification
  const about = [product, identity].filter(part => part !== null).join(' · ')
  return (
    <div role="status">
      <Group gap="sm">
        {status === 'verifying' && <Loader size="xs" />}
        <Text fw={600}>
          {status === 'verifying' && (attempt > 1 ? `Verifying, attempt ${attempt} of 3` : 'Verifying')}
          {status === 'passed' &&
            (options.length === 0 ? `No ${connector.sourceNoun.many} found` : `Found ${foundText(options, connector)}`)}
          {status === 'failed' && 'The verification failed'}
          {status === 'cancelled' && 'The verification was cancelled'}
        </Text>
      </Group>
      {about && (
        <Text size="sm" c="dimmed">
          {about}
        </Text>
      )}
      {status === 'verifying' && options.length > 0 && (
        <Text size="sm" c="dimmed">
          {formatCount(options.length)} found so far
        </Text>
      )}
    </div>
  )
}
