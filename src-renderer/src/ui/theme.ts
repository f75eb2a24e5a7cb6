import {
  Alert,
  Button,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  Modal,
  Notification,
  parseThemeColor,
  Table,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core'

/** The one accent: the green of the icon. Step 8 carries white text, step 4 stands on dark. */
const accent: MantineColorsTuple = [
  '#e7f8f4', '#cdeee6', '#9ddccd', '#69c9b3', '#3fb99d',
  '#22a58a', '#128f78', '#0b7a6b', '#0a6659', '#064e44',
] // biome-ignore format: five and five
const dark: MantineColorsTuple = [
  '#d6d9dd', '#b9bec4', '#9aa1a9', '#5d646d', '#434a53',
  '#31373f', '#262b32', '#1b1f24', '#15181c', '#0f1114',
] // biome-ignore format: five and five

/** Light and outlined things are readable in both themes: dark text on a tint, light text on a shade (WCAG AA). */
const variantColorResolver: VariantColorsResolver = input => {
  const colors = defaultVariantColorsResolver(input)
  const parsed = parseThemeColor({ color: input.color ?? input.theme.primaryColor, theme: input.theme })
  if (!parsed.isThemeColor) return colors
  const ink = `light-dark(color-mix(in srgb, var(--mantine-color-${parsed.color}-9) 80%, black), var(--mantine-color-${parsed.color}-3))`
  const tint = `light-dark(var(--mantine-color-${parsed.color}-0), color-mix(in srgb, var(--mantine-color-${parsed.color}-7) 22%, var(--mantine-color-body)))`
  if (input.variant === 'light') return { ...colors, background: tint, color: ink }
  if (input.variant === 'subtle') return { ...colors, color: ink }
  return colors
}

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 'sm',
  autoContrast: true,
  luminanceThreshold: 0.3,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '600' },
  variantColorResolver,
  components: {
    Alert: Alert.extend({ styles: { message: { color: 'inherit' } } }),
    Button: Button.extend({ styles: { label: { fontWeight: 500 } } }),
    // Locking the scroll needs an inline style that the page's policy refuses.
    Modal: Modal.extend({
      defaultProps: {
        lockScroll: false,
        transitionProps: { duration: 0 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    }),
    Notification: Notification.extend({
      defaultProps: { closeButtonProps: { 'aria-label': 'Close' } },
      styles: { description: { color: 'inherit' } },
    }),
    Table: Table.extend({ defaultProps: { borderColor: 'var(--patchbay-line)' } }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        transitionProps: { duration: 0 },
        multiline: true,
        maw: 360,
        events: { hover: true, focus: true, touch: true },
      },
    }),
  },
})

/** Text that steps back is still readable on body and on tinted rows. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#59616a',
    '--mantine-color-placeholder': '#6b737c',
    '--mantine-color-error': '#c92a2a',
    '--mantine-color-anchor': '#0a6659',
    '--patchbay-rail': '#f6f7f8',
    '--patchbay-line': '#e3e6e9',
    '--patchbay-hover': '#f1f4f5',
    '--patchbay-selected': '#e3f4f0',
    '--patchbay-code': '#f4f6f7',
    '--patchbay-ink': '#0a6659',
  },
  dark: {
    '--mantine-color-dimmed': '#9aa1a9',
    '--mantine-color-placeholder': '#868e97',
    '--mantine-color-error': '#ff8787',
    '--mantine-color-anchor': '#69c9b3',
    '--patchbay-rail': '#15181c',
    '--patchbay-line': '#2c3239',
    '--patchbay-hover': '#22272d',
    '--patchbay-selected': '#17352f',
    '--patchbay-code': '#15181c',
    '--patchbay-ink': '#69c9b3',
  },
})
