import { Code, Stack, Text, Title } from '@mantine/core'
import { WholeScreen } from './whole-screen.tsx'

/** Shown when the browser has no session: how to get a new link. */
export function UnauthorizedScreen() {
  return (
    <WholeScreen title="A new link is needed">
      <Stack gap="sm" p="0.625rem" role="alert">
        <Title order={1}>A new link is needed</Title>
        <Text>
          This browser is not signed in to Weir: the link was used before, or Weir was started again since. For your
          safety each link works once.
        </Text>
        <Text>
          Run <Code>npm start</Code> or <Code>weir serve</Code> in a terminal on this machine and open the link it
          prints.
        </Text>
      </Stack>
    </WholeScreen>
  )
}
