import { connectors } from '../connectors/registry.ts'
import { formSchema } from '../connectors/sdk/form-schema.ts'
import type { HandlersOf } from './dispatch.ts'

/** `callbackUrl` is where users are sent back to from signing in. */
export function connectorHandlers(callbackUrl: string): HandlersOf<'connectors.list'> {
  return {
    'connectors.list': () =>
      connectors.map(
        ({ id, title, description, auth, sourceNoun, sourceKinds = {}, addLabel, settings, credentials, oauth }) => ({
          id,
          title,
          description,
          auth: [...auth],
          sourceNoun,
          sourceKinds: { ...sourceKinds },
          addLabel: addLabel ?? `Connect ${title}`,
          settingsSchema: formSchema(settings),
          credentialsSchema: credentials && formSchema(credentials),
          signIn: oauth
            ? {
                title: oauth.title,
                consoleUrl: oauth.consoleUrl,
                callbackUrl,
                scopes: [...oauth.permissions],
                scopesHint: oauth.permissionsHint,
              }
            : null,
        }),
      ),
  }
}
