import { UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { addStep } from '../../../../shared/flow/edit-steps.ts'
import { type Flow, foldName, stepColors } from '../../../../shared/model/flow.ts'
import classes from './flow-board.module.css'
import type { FlowEditor } from './use-flow-editor.ts'

/** Adds a step before the done ones. */
export function AddStep({ editor, flow }: { readonly editor: FlowEditor; readonly flow: Flow }) {
  const add = () => {
    const firstDone = flow.steps.findIndex(step => step.category === 'done')
    const color = stepColors.find(each => !flow.steps.some(step => step.color === each)) ?? 'gray'
    const step = { id: editor.newStepId(), name: newName(flow), category: 'in_progress', wait: false, color } as const
    editor.edit(config => addStep(config, flow.id, step, firstDone < 0 ? flow.steps.length : firstDone))
  }
  return (
    <UnstyledButton className={classes['addStep']} onClick={add}>
      <IconPlus size={16} aria-hidden />
      Add step
    </UnstyledButton>
  )
}

function newName({ steps }: Flow): string {
  const names = new Set(steps.map(step => foldName(step.name)))
  let number = 1
  while (names.has(foldName(nameOf(number)))) number++
  return nameOf(number)
}

const nameOf = (number: number) => (number === 1 ? 'New step' : `New step ${number}`)
