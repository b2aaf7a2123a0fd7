import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from 'wouter'
import type { ConnectorSummary } from '../../../../shared/model/connection.ts'

/** Leads to a new connection of each kind. */
export function AddMenu({ connectors }: { readonly connectors: readonly ConnectorSummary[] }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconPlus size={16} aria-hidden />}>Add a connection</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {connectors.map(({ id, addLabel }) => (
          <Menu.Item key={id} component={Link} href={`/connections/new/${id}`}>
            {addLabel}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
