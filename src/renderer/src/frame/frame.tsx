import { AppShell, Burger } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import type { AppInfo } from '../../../shared/model/app-info.ts'
import { useConnectionState } from '../api/client-context.tsx'
import { Brand } from './brand.tsx'
import { Commands } from './commands.tsx'
import { DisconnectedNotice } from './disconnected-notice.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import classes from './frame.module.css'
import { Navigation } from './navigation.tsx'
import { NoticeBell } from './notices/notice-bell.tsx'
import { RefreshMenu } from './refresh-menu.tsx'
import { StatusBar } from './status/status-bar.tsx'
import { ThemeMenu } from './theme-menu.tsx'
import { VaultNotice } from './vault-notice.tsx'

/** What stands around every page: navigation, the command palette, and what the user must know everywhere. */
export function Frame({ info, children }: { readonly info: AppInfo; readonly children: ReactNode }) {
  const [opened, menu] = useDisclosure()
  const [location] = useLocation()
  const state = useConnectionState()
  const old = state === 'reconnecting' || state === 'closed'
  const main = useFocusOnNavigation(location.split('/')[1] ?? '')
  return (
    <AppShell
      header={{ height: { base: 48, sm: 0 } }}
      footer={{ height: 28 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      transitionDuration={0}
    >
      <button type="button" className={classes['skip']} onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <AppShell.Header className={classes['header']} hiddenFrom="sm">
        <Burger opened={opened} onClick={menu.toggle} size="sm" aria-label={opened ? 'Close menu' : 'Open menu'} />
        <Brand />
        <NoticeBell />
      </AppShell.Header>
      <AppShell.Navbar className={classes['navbar']} aria-label="Main">
        <div className={classes['top']}>
          <Brand />
          <NoticeBell />
        </div>
        <button type="button" className={classes['search']} onClick={spotlight.open}>
          <IconSearch size={15} aria-hidden />
          Commands
          <kbd>{info.platform === 'darwin' ? '⌘ K' : 'Ctrl K'}</kbd>
        </button>
        <Navigation onNavigate={menu.close} />
        <div className={classes['foot']}>
          <RefreshMenu />
          <ThemeMenu />
        </div>
      </AppShell.Navbar>
      <AppShell.Main className={classes['main']} id="main" tabIndex={-1} ref={main}>
        <div className={classes['notices']}>
          <DisconnectedNotice />
          <VaultNotice vault={info.vault} />
        </div>
        <div className={classes['content']} data-old={old || undefined}>
          <ErrorBoundary resetKey={location}>{children}</ErrorBoundary>
        </div>
      </AppShell.Main>
      <AppShell.Footer className={classes['footer']}>
        <StatusBar />
      </AppShell.Footer>
      <Commands />
    </AppShell>
  )
}

/** Moves the focus to the content when another page is opened, so that keyboard and screen reader start there. */
function useFocusOnNavigation(page: string) {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(page)
  useEffect(() => {
    if (shown.current === page) return
    shown.current = page
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [page])
  return main
}
