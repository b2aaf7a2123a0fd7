import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const weir: MantineColorsTuple = [
  '#eef4fa',
  '#dce7f1',
  '#b6cde4',
  '#8db2d7',
  '#6b9bcc',
  '#568dc6',
  '#4a86c4',
  '#3b72ab',
  '#2f6599',
  '#1c5788',
]

const overlayProps = { backgroundOpacity: 0.4 }
const closeButtonProps = { 'aria-label': 'Close' }

const dark: MantineColorsTuple = [
  '#c9d0d7',
  '#b4bdc6',
  '#8c96a1',
  '#67717c',
  '#454e57',
  '#343b43',
  '#1f242a',
  '#1a1e22',
  '#16191d',
  '#111417',
]

/** Weir's look: one accent, neutral surfaces, text that meets WCAG AA in both schemes. */
export const theme = createTheme({
  colors: { weir, dark },
  primaryColor: 'weir',
  primaryShade: { light: 8, dark: 7 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { centered: true, overlayProps, closeButtonProps } },
    Drawer: { defaultProps: { position: 'right', overlayProps, closeButtonProps } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
    Skeleton: { defaultProps: { animate: false } },
  },
})

/** Mantine's own dimmed, placeholder and error colours are too faint for AA; these are not. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1b2128',
    '--mantine-color-bright': '#1b2128',
    '--mantine-color-default-color': '#1b2128',
    '--mantine-color-dimmed': '#56616d',
    '--mantine-color-placeholder': '#66717d',
    '--mantine-color-error': '#b42318',
    '--mantine-color-default-border': '#d5dbe1',
  },
  dark: {
    '--mantine-color-body': '#16191d',
    '--mantine-color-text': '#dfe4e9',
    '--mantine-color-bright': '#f1f4f6',
    '--mantine-color-default-color': '#dfe4e9',
    '--mantine-color-dimmed': '#9ba5b0',
    '--mantine-color-placeholder': '#8c96a1',
    '--mantine-color-error': '#ff8a80',
    '--mantine-color-default': '#1d2126',
    '--mantine-color-default-hover': '#262b31',
    '--mantine-color-default-border': '#343b43',
  },
})
