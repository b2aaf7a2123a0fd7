import { Anchor, List, Text } from '@mantine/core'
import type { SignInOffer } from '../../../../shared/model/sign-in.ts'
import { CopyText } from '../../components/copy-text.tsx'

/** What is entered at the remote for an app to sign in with. */
export function SignInSetup({
  offer: { title, consoleUrl, callbackUrl, scopes, scopesHint },
}: {
  readonly offer: SignInOffer
}) {
  return (
    <List type="ordered" size="sm" spacing="xs">
      <List.Item>
        In{' '}
        <Anchor href={consoleUrl} target="_blank" rel="noreferrer" size="sm" underline="always">
          {title}’s developer console
        </Anchor>
        , make an app of the kind OAuth 2.0 integration.
      </List.Item>
      <List.Item>
        Under Authorization, enter this callback URL: <CopyText text={callbackUrl} what="the callback URL" />
      </List.Item>
      <List.Item>
        {scopesHint} <CopyText text={scopes.join(' ')} what="the scopes" />
      </List.Item>
      <List.Item>
        <Text size="sm" component="span">
          Copy its client ID and secret from Settings to the fields above, then sign in.
        </Text>
      </List.Item>
    </List>
  )
}
