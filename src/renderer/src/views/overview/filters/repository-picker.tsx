import type { RepositoryId } from '../../../../../shared/model/ids.ts'
import type { Repository } from '../../../../../shared/model/repository.ts'
import { ChoicePopover } from '../../../components/choice-popover.tsx'

export interface RepositoryPickerProps {
  readonly repositories: readonly Repository[]
  /** Null means all. */
  readonly chosen: readonly RepositoryId[] | null
  /** The choice in words. */
  readonly text: string
  readonly onChoose: (chosen: RepositoryId[] | null) => void
}

/** Which of the active repositories are counted. */
export const RepositoryPicker = ({ repositories, chosen, text, onChoose }: RepositoryPickerProps) => (
  <ChoicePopover
    name="Repositories"
    choices={repositories
      .filter(({ active }) => active)
      .map(({ id, name, connectionName }) => ({ value: id, label: name, detail: connectionName }))}
    {...{ chosen, text, onChoose }}
    hint="All are shown. Choose some to see them alone."
    none="No repository of that name"
    width={320}
    side="end"
  />
)
