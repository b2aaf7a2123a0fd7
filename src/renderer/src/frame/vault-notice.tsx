import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type FormEvent, useState } from 'react'
import type { AppInfo } from '../../../shared/model/app-info.ts'
import { useRefreshAppInfo } from '../api/use-app-info.ts'
import { useCommand } from '../api/use-command.ts'
import { Notice } from '../components/notice.tsx'
import { faultHint, faultOf } from '../faults.ts'

/** Says that the vault is locked, with the way to unlock it, or what is doubtful about how secrets are kept. */
export function VaultNotice({ vault }: { readonly vault: AppInfo['vault'] }) {
  const [opened, dialog] = useDisclosure()
  if (vault.locked) {
    return (
      <>
        <Notice
          tone="warning"
          title="The vault is locked"
          live={false}
          actions={
            <Button size="xs" onClick={dialog.open}>
              Unlock
            </Button>
          }
        >
          Connections with saved credentials cannot sync until it is unlocked.
        </Notice>
        <Modal opened={opened} onClose={dialog.close} title="Unlock the vault">
          <UnlockForm onDone={dialog.close} />
        </Modal>
      </>
    )
  }
  if (!vault.warning) return null
  return (
    <Notice tone="warning" title="How your secrets are kept" live={false}>
      {vault.warning}
    </Notice>
  )
}

function UnlockForm({ onDone }: { readonly onDone: () => void }) {
  const [passphrase, setPassphrase] = useState('')
  const unlock = useCommand('app.unlockVault', { quiet: true })
  const refresh = useRefreshAppInfo()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    unlock.mutate(
      { passphrase },
      {
        onSuccess: () => {
          void refresh()
          onDone()
        },
      },
    )
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label="Passphrase"
          value={passphrase}
          onChange={event => setPassphrase(event.currentTarget.value)}
          error={unlock.error && faultHint(faultOf(unlock.error))}
          autoComplete="current-password"
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" loading={unlock.isPending} disabled={passphrase === ''}>
            Unlock
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
