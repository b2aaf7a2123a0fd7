import { connectors } from '../connectors/registry.ts'
import { formSchema } from '../connectors/sdk/form-schema.ts'
import type { HandlersOf } from './dispatch.ts'

export function connectorHandlers(): HandlersOf<'connectors.list'> {
  return {
    'connectors.list': () =>
      connectors.map(
        ({ id, title, description, auth, sourceNoun, sourceKinds = {}, addLabel, settings, credentials }) => ({
          id,
          title,
          description,
          auth: [...auth],
          sourceNoun,
          sourceKinds: { ...sourceKinds },
          addLabel: addLabel ?? `Connect ${title}`,
          settingsSchema: formSchema(settings),
          credentialsSchema: credentials && formSchema(credentials),
        }),
      ),
  }
}
