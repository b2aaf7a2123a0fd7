import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Repository } from '../../../../shared/model/repository.ts'
import { useGuardedClose } from '../../components/use-guarded-close.tsx'

export interface RepositoryDialogProps {
  /** Whose rules are edited; null while the dialog is closed. */
  readonly repository: Repository | null
  /** What the rules are about: `Deployments`. */
  readonly about: string
  readonly onClose: () => void
  readonly children: (repository: Repository) => ReactNode
}

/** The dialog in which rules of one repository are edited. */
export function RepositoryDialog({ repository, about, onClose, children }: RepositoryDialogProps) {
  const { question, ...guard } = useGuardedClose(onClose)
  return (
    <>
      <Modal
        {...guard}
        opened={repository !== null}
        size="lg"
        title={repository ? `${about} of ${repository.name}` : ''}
        closeButtonProps={{ 'aria-label': 'Close without saving' }}
      >
        {repository && children(repository)}
      </Modal>
      {question}
    </>
  )
}
