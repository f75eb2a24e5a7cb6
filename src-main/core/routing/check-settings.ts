import { checkAliases } from './check-aliases.ts'
import { isPattern } from './patterns.ts'
import type { Problem, Settings } from './settings.ts'

/** What a schema cannot see: parts of the settings that contradict each other. Empty where they may take effect. */
export const checkSettings = (settings: Settings): Problem[] => [
  ...checkListen(settings),
  ...checkAliases(settings),
  ...checkModels(settings),
  ...checkDefaultModel(settings),
]

/** IPv4 and IPv6 loopback as people write it. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)

function checkListen({ listen, control, requireKey }: Settings): Problem[] {
  const problems: Problem[] = []
  if (!requireKey && !isLoopback(listen.host)) {
    const reason = `"${listen.host}" can be reached from other machines, which needs "requireKey": true`
    problems.push({ path: ['listen', 'host'], reason })
  }
  if (listen.port === control.port && listen.port !== 0) {
    const reason = `the proxy listens on ${listen.port} already; the control page needs a port of its own`
    problems.push({ path: ['control', 'port'], reason })
  }
  return problems
}

function checkModels({ models }: Settings): Problem[] {
  return Object.entries(models).flatMap(([key, { mode, endpoints }]) => {
    const problems: Problem[] = []
    if (!/^[^/]+\/./.test(key) && !isPattern(key)) {
      problems.push({
        path: ['models', key],
        reason: 'a model is named "provider/model", or by a pattern with "*"',
      })
    }
    if (mode && endpoints && !endpoints.includes(mode)) {
      const reason = `"${mode}" is not among this model's endpoints (${endpoints.join(', ')})`
      problems.push({ path: ['models', key, 'mode'], reason })
    }
    return problems
  })
}

function checkDefaultModel({ defaultModel }: Settings): Problem[] {
  if (defaultModel === null) return []
  const path = ['defaultModel']
  if (defaultModel.trim() !== defaultModel || defaultModel === '') {
    return [{ path, reason: 'a name may not be empty, nor begin or end with a space' }]
  }
  return isPattern(defaultModel)
    ? [{ path, reason: 'the default model is one name; "*" cannot be filled here' }]
    : []
}
