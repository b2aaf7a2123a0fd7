import type { FlowFilter } from '../../../../../shared/model/flow-filter.ts'
import type { FlowFilterOptions } from '../../../../../shared/model/flow-options.ts'
import { ChoicePicker } from '../../../components/choice-picker.tsx'
import type { Choice } from '../../../components/choices.ts'
import { useFlowChoices } from '../../../stores/flow-filter.ts'

interface Option<Id> {
  readonly id: Id
  readonly name: string
  readonly issues: number
}

const choice = <Id,>({ id, name, issues }: Option<Id>): Choice<Id> => ({ value: id, label: name, count: issues })

/** Which issues count: by project, type, sprint and label. */
export function IssuePickers({
  filter,
  options,
}: {
  readonly filter: FlowFilter
  readonly options: FlowFilterOptions
}) {
  const { choose } = useFlowChoices()
  const { projects, issueTypes, sprints, labels } = options
  return (
    <>
      <ChoicePicker
        name="Projects"
        choices={projects.map(project => ({ ...choice(project), detail: project.key }))}
        chosen={filter.projectIds}
        onChoose={projectIds => choose({ projectIds })}
      />
      <ChoicePicker
        name="Types"
        choices={issueTypes.map(({ name, issues }) => choice({ id: name, name, issues }))}
        chosen={filter.issueTypes}
        onChoose={chosen => choose({ issueTypes: chosen })}
      />
      <ChoicePicker
        name="Sprints"
        choices={sprints.map(choice)}
        chosen={filter.sprintIds}
        onChoose={sprintIds => choose({ sprintIds })}
      />
      <ChoicePicker
        name="Labels"
        choices={labels.map(choice)}
        chosen={filter.labelIds}
        onChoose={labelIds => choose({ labelIds })}
      />
    </>
  )
}
