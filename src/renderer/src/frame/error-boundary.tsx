import { Button, Group, Stack } from '@mantine/core'
import { Component, type ReactNode } from 'react'
import { FaultAlert } from '../components/fault-alert.tsx'
import { faultOf } from '../faults.ts'

interface Props {
  /** A change of it clears the error, as going to another page does. */
  readonly resetKey: string
  readonly children: ReactNode
}

interface State {
  readonly error: unknown
  readonly resetKey: string
}

/** Keeps an error while drawing one page from taking the others with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error }
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    return (
      <Stack p="xl" maw="48rem">
        <FaultAlert fault={faultOf(error)} onRetry={() => this.setState({ error: null })} />
        <Group>
          <Button variant="default" size="xs" onClick={() => window.location.reload()}>
            Reload the window
          </Button>
        </Group>
      </Stack>
    )
  }
}
