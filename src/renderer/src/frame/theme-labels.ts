import type { Theme } from '../../../shared/model/preferences.ts'

export const themeLabels: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' }
