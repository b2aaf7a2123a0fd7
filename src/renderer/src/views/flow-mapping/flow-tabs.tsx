import { ActionIcon, Button, Menu, Tabs } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { addFlow, removeFlow, renameFlow } from '../../../../shared/flow/edit-flow.ts'
import { type Flow, foldName } from '../../../../shared/model/flow.ts'
import type { KnownStatus } from '../../../../shared/model/flow-mapping.ts'
import type { FlowId } from '../../../../shared/model/ids.ts'
import classes from './flow-mapping.module.css'
import { FlowNameDialog } from './flow-name-dialog.tsx'
import { newFlow } from './new-flow.ts'
import { RemoveFlowDialog } from './remove-flow-dialog.tsx'
import type { FlowEditor } from './use-flow-editor.ts'

export interface FlowTabsProps {
  readonly editor: FlowEditor
  readonly flow: Flow
  readonly statuses: readonly KnownStatus[]
  readonly onChoose: (id: FlowId) => void
  /** Stands at the other end of the line. */
  readonly children: ReactNode
}

/** The flows as tabs, with what can be done to the one shown. */
export function FlowTabs({ editor, flow, statuses, onChoose, children }: FlowTabsProps) {
  const [renaming, rename] = useDisclosure()
  const [adding, add] = useDisclosure()
  const [removing, remove] = useDisclosure()
  const { flows } = editor.config
  const others = flows.filter(({ id }) => id !== flow.id)
  const isTaken = (name: string, own?: Flow) =>
    flows.some(each => each !== own && foldName(each.name) === foldName(name))
  return (
    <div className={classes['tabs']}>
      <Tabs value={String(flow.id)} onChange={value => choose(flows, value, onChoose)} variant="outline">
        <Tabs.List aria-label="Flows">
          {flows.map(({ id, name }) => (
            <Tabs.Tab key={id} value={String(id)}>
              {name || 'Flow without a name'}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`More about the flow ${flow.name}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={14} aria-hidden />} onClick={rename.open}>
            Rename flow
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={14} aria-hidden />}
            disabled={others.length === 0}
            onClick={remove.open}
          >
            Remove flow
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={add.open}>
        Add flow
      </Button>
      {children}
      <FlowNameDialog
        opened={renaming}
        title={`Rename “${flow.name}”`}
        initial={flow.name}
        confirmLabel="Rename"
        isTaken={name => isTaken(name, flow)}
        onClose={rename.close}
        onName={name => editor.edit(config => renameFlow(config, flow.id, name))}
      />
      <FlowNameDialog
        opened={adding}
        title="Add a flow"
        initial=""
        confirmLabel="Add flow"
        note="It begins with three steps and every status by its tracker’s category. Assign issue types to it below."
        isTaken={name => isTaken(name)}
        onClose={add.close}
        onName={name => {
          const added = newFlow(editor.newFlowId(), name, editor.newStepId(), statuses)
          editor.edit(config => addFlow(config, added))
          onChoose(added.id)
        }}
      />
      <RemoveFlowDialog
        opened={removing}
        flow={flow}
        others={others}
        issueTypes={editor.config.issueTypes.filter(type => type.flowId === flow.id).map(type => type.issueType)}
        onClose={remove.close}
        onRemove={to => {
          editor.edit(config => removeFlow(config, flow.id, to))
          remove.close()
        }}
      />
    </div>
  )
}

function choose(flows: readonly Flow[], value: string | null, onChoose: (id: FlowId) => void): void {
  const chosen = flows.find(({ id }) => String(id) === value)
  if (chosen) onChoose(chosen.id)
}
