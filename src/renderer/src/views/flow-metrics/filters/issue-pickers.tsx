import type { FlowFilter } from '../../../../../shared/model/flow-filter.ts'
import type { FlowFilterOptions } from '../../../../../shared/model/flow-options.ts'
import { type Choice, ChoicePicker } from '../../../components/choice-picker.tsx'
import { useFlowChoices } from '../../../stores/flow-filter.ts'

interface Option<Id> {
  readonly id: Id
  readonly name: string
  readonly issues: number
}

const choice = <Id,>({ id, name, issues }: Option<Id>): Choice => ({ value: String(id), label: name, count: issues })
const texts = (ids: readonly unknown[] | null) => ids?.map(String) ?? null
/** The options' ids, typed as they are, that were chosen as texts. */
const back = <Id,>(options: readonly { readonly id: Id }[], chosen: readonly string[] | null) =>
  chosen && options.map(({ id }) => id).filter(id => chosen.includes(String(id)))

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
        noun={{ one: 'Project', many: 'Projects' }}
        choices={projects.map(project => ({ ...choice(project), detail: project.key }))}
        chosen={texts(filter.projectIds)}
        onChoose={chosen => choose({ projectIds: back(projects, chosen) })}
      />
      <ChoicePicker
        noun={{ one: 'Type', many: 'Types' }}
        choices={issueTypes.map(({ name, issues }) => choice({ id: name, name, issues }))}
        chosen={filter.issueTypes}
        onChoose={chosen => choose({ issueTypes: chosen })}
      />
      <ChoicePicker
        noun={{ one: 'Sprint', many: 'Sprints' }}
        choices={sprints.map(choice)}
        chosen={texts(filter.sprintIds)}
        onChoose={chosen => choose({ sprintIds: back(sprints, chosen) })}
      />
      <ChoicePicker
        noun={{ one: 'Label', many: 'Labels' }}
        choices={labels.map(choice)}
        chosen={texts(filter.labelIds)}
        onChoose={chosen => choose({ labelIds: back(labels, chosen) })}
      />
    </>
  )
}
