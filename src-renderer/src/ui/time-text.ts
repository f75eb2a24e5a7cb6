const STEPS = [
  { seconds: 86_400, unit: 'd' },
  { seconds: 3600, unit: 'h' },
  { seconds: 60, unit: 'min' },
] as const

/** "2 min ago"; below a minute "just now". */
export function agoText(at: number, now: number): string {
  const passed = (now - at) / 1000
  const step = STEPS.find(({ seconds }) => passed >= seconds)
  return step ? `${Math.floor(passed / step.seconds)} ${step.unit} ago` : 'just now'
}

/** A time of day as the user's clock shows it: "14:02". */
export const clockText = (at: number): string =>
  new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
