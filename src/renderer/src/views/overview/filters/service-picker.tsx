import type { ServiceId } from '../../../../../shared/model/ids.ts'
import type { Repository } from '../../../../../shared/model/repository.ts'
import type { Service } from '../../../../../shared/model/service.ts'
import { ChoicePopover } from '../../../components/choice-popover.tsx'

export interface ServicePickerProps {
  /** Those of the chosen repositories. */
  readonly services: readonly Service[]
  readonly repositories: readonly Repository[]
  /** Null means all, and the repositories without any. */
  readonly chosen: readonly ServiceId[] | null
  /** The choice in words. */
  readonly text: string
  readonly onChoose: (chosen: ServiceId[] | null) => void
}

/** Which services are measured; nothing is drawn where there are none. */
export function ServicePicker({ services, repositories, chosen, text, onChoose }: ServicePickerProps) {
  if (services.length === 0) return null
  const repositoryOf = new Map(repositories.map(({ id, name }) => [id, name]))
  return (
    <ChoicePopover
      name="Services"
      choices={services.map(({ id, name, repositoryId }) => ({
        value: id,
        label: name,
        detail: repositoryOf.get(repositoryId) ?? '',
      }))}
      {...{ chosen, text, onChoose }}
      hint="All are measured. Choose some to see them alone."
      none="No service of that name"
      width={300}
      side="end"
      marked={chosen !== null}
    />
  )
}
