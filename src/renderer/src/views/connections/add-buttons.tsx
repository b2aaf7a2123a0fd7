import { Button, Group } from '@mantine/core'
import { Link } from 'wouter'
import { useRequest } from '../../api/use-request.ts'

/** A button for each kind of connection that can be added. */
export function AddButtons() {
  const connectors = useRequest('connectors.list', undefined)
  return (
    <Group gap="sm" justify="center">
      {connectors.data?.map(({ id, addLabel }, index) => (
        <Button key={id} component={Link} href={`/connections/new/${id}`} variant={index === 0 ? 'filled' : 'default'}>
          {addLabel}
        </Button>
      ))}
    </Group>
  )
}
