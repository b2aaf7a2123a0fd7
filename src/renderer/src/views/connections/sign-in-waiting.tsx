import { Button, Group, Loader, Stack, Text } from '@mantine/core'
import type { SignIn } from '../../../../shared/model/sign-in.ts'

export interface SignInWaitingProps {
  readonly signIn: SignIn
  readonly title: string
  readonly onCancel: () => void
}

/** While the user signs in in the browser, and Weir takes up what he brings back. */
export function SignInWaiting({ signIn: { status, url }, title, onCancel }: SignInWaitingProps) {
  return (
    <Stack gap="sm">
      <Group gap="sm" role="status">
        <Loader size="xs" />
        <Text size="sm" fw={600}>
          {status === 'waiting' ? `Sign in on ${title}’s page` : `Finishing the sign-in`}
        </Text>
      </Group>
      {status === 'waiting' && (
        <Text size="sm" c="dimmed">
          It opens in the browser and leads back here by itself. Weir waits ten minutes.
        </Text>
      )}
      <Group>
        {status === 'waiting' && (
          <Button component="a" href={url} target="_blank" rel="noreferrer" size="sm">
            Open {title}’s page
          </Button>
        )}
        <Button variant="default" size="sm" onClick={onCancel}>
          Cancel the sign-in
        </Button>
      </Group>
    </Stack>
  )
}
