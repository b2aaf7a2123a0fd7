import {
  Button,
  ColorSwatch,
  Group,
  Popover,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowLeft, IconArrowRight, IconChevronDown, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { categoryLabels } from '../../../../shared/flow/describe-changes.ts'
import { changeStep, moveStep, removeStep } from '../../../../shared/flow/edit-steps.ts'
import { type Flow, type FlowStep, StepCategory, stepColors } from '../../../../shared/model/flow.ts'
import { stepColor } from '../../charts/step-color.ts'
import { ReasonedButton } from '../../components/reasoned-button.tsx'
import { DeleteStepDialog } from './delete-step-dialog.tsx'
import classes from './flow-board.module.css'
import type { PlacedStatus } from './placed-statuses.ts'
import type { FlowEditor } from './use-flow-editor.ts'

export interface StepEditorProps {
  readonly editor: FlowEditor
  readonly flow: Flow
  readonly step: FlowStep
  /** Place among the flow's steps, 0 first. */
  readonly index: number
  readonly statuses: readonly PlacedStatus[]
}

/** A step's name as a button that opens everything there is to change about the step. */
export function StepEditor({ editor, flow, step, index, statuses }: StepEditorProps) {
  const [opened, popover] = useDisclosure()
  const [deleting, dialog] = useDisclosure()
  const change = (traits: Partial<Omit<FlowStep, 'id'>>) => editor.edit(config => changeStep(config, step.id, traits))
  const onlyStep = flow.steps.length === 1
  const remove = () => {
    popover.close()
    if (statuses.length === 0) editor.edit(config => removeStep(config, step.id, null))
    else dialog.open()
  }
  return (
    <>
      <Popover
        opened={opened}
        onChange={popover.set}
        width={320}
        position="bottom-start"
        trapFocus
        returnFocus
        withinPortal
      >
        <Popover.Target>
          <UnstyledButton
            className={classes['stepName']}
            onClick={popover.toggle}
            aria-label={`Edit step ${step.name}`}
          >
            <span className={classes['stepText']} title={step.name}>
              {step.name || 'Step without a name'}
            </span>
            <IconChevronDown size={14} aria-hidden />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={`Step ${step.name}`}>
          <Stack gap="sm">
            <NameField name={step.name} onChange={name => change({ name })} />
            <div>
              <Text size="xs" fw={600} mb={4}>
                Counts as
              </Text>
              <SegmentedControl
                fullWidth
                size="xs"
                aria-label="Counts as"
                data={StepCategory.options.map(value => ({ value, label: categoryLabels[value] }))}
                value={step.category}
                onChange={value => change({ category: StepCategory.parse(value) })}
              />
            </div>
            <Switch
              size="sm"
              label="Work waits here"
              description="Not counted as active in flow efficiency"
              checked={step.wait}
              onChange={event => change({ wait: event.currentTarget.checked })}
            />
            <ColorChoice step={step} onChange={color => change({ color })} />
            <Group gap="xs" justify="space-between">
              <Group gap={4}>
                <ReasonedButton
                  size="xs"
                  variant="default"
                  leftSection={<IconArrowLeft size={14} aria-hidden />}
                  disabledBecause={index === 0 ? 'It is the first step' : null}
                  onClick={() => editor.edit(config => moveStep(config, step.id, index - 1))}
                >
                  Earlier
                </ReasonedButton>
                <ReasonedButton
                  size="xs"
                  variant="default"
                  rightSection={<IconArrowRight size={14} aria-hidden />}
                  disabledBecause={index === flow.steps.length - 1 ? 'It is the last step' : null}
                  onClick={() => editor.edit(config => moveStep(config, step.id, index + 1))}
                >
                  Later
                </ReasonedButton>
              </Group>
              <Button
                size="xs"
                variant="subtle"
                color="red"
                leftSection={<IconTrash size={14} aria-hidden />}
                disabled={onlyStep}
                onClick={remove}
              >
                Delete
              </Button>
            </Group>
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <DeleteStepDialog
        opened={deleting}
        flow={flow}
        step={step}
        statuses={statuses}
        onClose={dialog.close}
        onDelete={reassignTo => {
          dialog.close()
          editor.edit(config => removeStep(config, step.id, reassignTo))
        }}
      />
    </>
  )
}

/** The name is taken when the field is left or Enter is pressed, so that it is one edit to take back. */
function NameField({ name, onChange }: { readonly name: string; readonly onChange: (name: string) => void }) {
  const [typed, setTyped] = useState(name)
  const [known, setKnown] = useState(name)
  if (known !== name) {
    setKnown(name)
    setTyped(name)
  }
  const take = () => {
    if (typed.trim() !== name) onChange(typed.trim())
  }
  return (
    <TextInput
      label="Name"
      size="sm"
      maxLength={100}
      data-autofocus
      value={typed}
      error={typed.trim() === '' && 'A step needs a name'}
      onChange={event => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={event => event.key === 'Enter' && take()}
    />
  )
}

function ColorChoice({
  step,
  onChange,
}: {
  readonly step: FlowStep
  readonly onChange: (color: FlowStep['color']) => void
}) {
  return (
    <fieldset className={classes['colors']}>
      <legend>Colour</legend>
      {stepColors.map(color => (
        <ColorSwatch
          key={color}
          component="button"
          type="button"
          size={20}
          color={stepColor(color)}
          withShadow={false}
          aria-label={color}
          aria-pressed={color === step.color}
          className={classes['swatch'] ?? ''}
          onClick={() => onChange(color)}
        />
      ))}
    </fieldset>
  )
}
