import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import type { Theme } from '../../../shared/model/preferences.ts'

export const themeIcons = {
  system: IconDeviceDesktop,
  light: IconSun,
  dark: IconMoon,
} as const satisfies Record<Theme, unknown>
