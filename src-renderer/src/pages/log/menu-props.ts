/**
 * How menus and suggestions of the log open: inside of the page, where who hears it finds them, and nothing cuts them off;
 * at once; and with nothing in them but what can be chosen.
 */
export const INSIDE = {
  withinPortal: false,
  floatingStrategy: 'fixed',
  transitionProps: { duration: 0 },
} as const
export const MENU = { ...INSIDE, withInitialFocusPlaceholder: false, shadow: 'md' } as const
