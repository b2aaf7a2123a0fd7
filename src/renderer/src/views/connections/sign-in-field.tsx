import { Button, Fieldset, Group, Input, Stack, Text } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { FieldIssue } from '../../../../shared/contract/faults.ts'
import type { ConnectorSummary } from '../../../../shared/model/connection.ts'
import type { ConnectionId } from '../../../../shared/model/ids.ts'
import { type SignInOffer, SignInSite } from '../../../../shared/model/sign-in.ts'
import { FaultAlert } from '../../components/fault-alert.tsx'
import type { Draft, DraftChange } from './draft.ts'
import type { FormField } from './form-fields.ts'
import { SignInSetup } from './sign-in-setup.tsx'
import { SignInSites } from './sign-in-sites.tsx'
import { SignInWaiting } from './sign-in-waiting.tsx'
import { useSignIn } from './use-sign-in.ts'

export interface SignInFieldProps {
  readonly field: FormField
  readonly connector: ConnectorSummary
  readonly offer: SignInOffer
  /** Null for a new connection. */
  readonly connectionId: ConnectionId | null
  readonly draft: Draft
  readonly change: (change: DraftChange) => void
  readonly error: string | undefined
  readonly onFields: (fields: readonly FieldIssue[] | undefined) => void
}

/** Signs the user in with an app of his own, and lets him choose the site to read. */
export function SignInField(props: SignInFieldProps) {
  const { field, offer, draft, change, error } = props
  const { signIn, fault, starting, start, cancel } = useSignIn(props)
  const site = SignInSite.safeParse(draft.settings[field.name]).data ?? null
  const content = useFocusKept(signIn?.status ?? null)
  const signedIn = signIn?.status === 'signed_in'
  const again = site !== null || signedIn
  const waits = signIn?.status === 'waiting' || signIn?.status === 'finishing'
  return (
    <Fieldset legend={field.title} ref={content}>
      <Stack gap="sm">
        {!again && !waits && <SignInSetup offer={offer} />}
        {fault && <FaultAlert fault={fault} />}
        {waits && <SignInWaiting signIn={signIn} title={offer.title} onCancel={cancel} />}
        {signedIn ? (
          <SignInSites
            sites={signIn.sites}
            chosen={site}
            onChoose={chosen => change({ type: 'settingChanged', name: field.name, value: chosen })}
          />
        ) : (
          site && !waits && <Text size="sm">{`${site.name} · ${hostOf(site)}`}</Text>
        )}
        {error !== undefined && <Input.Error role="alert">{error}</Input.Error>}
        {!waits && (
          <Group>
            <Button
              variant={again ? 'default' : 'filled'}
              size="sm"
              loading={starting}
              aria-invalid={error !== undefined}
              onClick={start}
            >
              {again ? 'Sign in again' : `Sign in with ${offer.title}`}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  )
}

/** When what had the focus is gone with the step before, the first thing to do next has it. */
function useFocusKept(step: string | null) {
  const content = useRef<HTMLFieldSetElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    const lost = document.activeElement === null || !document.activeElement.matches(':not(body, [role="dialog"])')
    if (shown.current !== step && lost) content.current?.querySelector<HTMLElement>('a, input, button')?.focus()
    shown.current = step
  }, [step])
  return content
}

const hostOf = ({ url }: SignInSite) => URL.parse(url)?.host ?? url
