import { useEffect, useRef } from 'react'
import type { Fault } from '../../../../shared/contract/faults.ts'
import { type SignIn, SignInSite } from '../../../../shared/model/sign-in.ts'
import { useAppInfo } from '../../api/use-app-info.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRequest } from '../../api/use-request.ts'
import { faultOf } from '../../faults.ts'
import { formFields } from './form-fields.ts'
import { secretsToSend, settingsToSend } from './form-values.ts'
import type { SignInFieldProps } from './sign-in-field.tsx'

export interface SignInInHand {
  /** Null while there is no new one. */
  readonly signIn: SignIn | null
  /** Why it did not come about. */
  readonly fault: Fault | null
  readonly starting: boolean
  readonly start: () => void
  readonly cancel: () => void
}

/** The sign-in of a form, from the button to the site. A desktop opens the browser by itself; elsewhere the user does. */
export function useSignIn({ field, connector, connectionId, draft, change, onFields }: SignInFieldProps): SignInInHand {
  const isDesktop = useAppInfo().data?.shell === 'electron'
  const begin = useCommand('signIns.start', { quiet: true })
  const end = useCommand('signIns.cancel', { quiet: true })
  const { signInId } = draft
  const request = useRequest('signIns.get', { signInId: signInId ?? '' }, { enabled: signInId !== null })
  const signIn = signInId === null ? null : (request.data ?? null)
  useSiteOf(signIn, draft.settings[field.name], site =>
    change({ type: 'settingChanged', name: field.name, value: site }),
  )

  const refused = begin.error && faultOf(begin.error)
  return {
    signIn,
    fault: refused ? (refused.code === 'settings.invalid' ? null : refused) : (signIn?.fault ?? null),
    starting: begin.isPending,
    start() {
      onFields(undefined)
      begin.mutate(
        {
          connectorId: connector.id,
          connectionId,
          settings: settingsToSend(formFields(connector.settingsSchema), draft.settings),
          credentials: secretsToSend(draft.secrets),
        },
        {
          onSuccess({ id, url }) {
            change({ type: 'signInStarted', signInId: id })
            if (isDesktop) window.open(url, '_blank', 'noopener,noreferrer')
          },
          onError: error => onFields(faultOf(error).fields),
        },
      )
    },
    cancel() {
      if (signInId !== null) end.mutate({ signInId })
      change({ type: 'signInStarted', signInId: null })
    },
  }
}

/** Once signed in: takes the only site there is, and leaves one that is not among those found. */
function useSiteOf(signIn: SignIn | null, stored: unknown, choose: (site: SignInSite | null) => void): void {
  const handled = useRef<string | null>(null)
  useEffect(() => {
    if (signIn?.status !== 'signed_in' || handled.current === signIn.id) return
    handled.current = signIn.id
    const before = SignInSite.safeParse(stored).data?.id
    const [only] = signIn.sites
    choose(signIn.sites.find(({ id }) => id === before) ?? (signIn.sites.length === 1 && only ? only : null))
  })
}
