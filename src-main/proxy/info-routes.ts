import type Router from '@koa/router'
import { resolveName } from './admission.ts'
import { KNOWN_PATHS } from './endpoints.ts'
import { answer, type GateState } from './gate.ts'
import { routeHeaders, warningHeaders } from './headers.ts'
import { createModelLists, modelObject } from './models.ts'
import type { ProxyParts } from './parts.ts'

/** What is answered from memory: signs of life, and what models there are. */
export function addInfoRoutes(router: Router<GateState>, parts: ProxyParts): void {
  const modelLists = createModelLists(parts)
  router.get('/', context => {
    context.body = { name: 'patchbay', paths: KNOWN_PATHS }
  })
  router.get('/api/hello', context => {
    context.body = { name: 'patchbay' }
  })
  router.get('/health', context => {
    context.body = { status: 'ok', paused: parts.paused(), ...parts.health() }
  })
  router.get(['/models', '/v1/models'], context => {
    const isCodex = context.query['client_version'] !== undefined
    const { headers, body } = modelLists({ key: context.state.key, isCodex })
    context.set(headers)
    context.body = body
  })
  router.get(['/models/*name', '/v1/models/*name'], async context => {
    const name = decoded(context.path.replace(/^(?:\/v1)?\/models\//, ''))
    const resolution = await resolveName({ key: context.state.key, parts, name })
    if (!resolution.ok) return answer(context, resolution.failure)
    const { value } = resolution
    const [target] = value.targets
    const isAlias = value.route.kind === 'alias' || value.route.kind === 'pattern'
    context.set({ ...routeHeaders(value, target, undefined), ...warningHeaders(value.warnings) })
    context.body = {
      ...modelObject({ id: value.requested, target, aliasOf: isAlias ? target.modelId : undefined }),
      resolution: {
        route: value.route,
        steps: value.steps,
        targets: value.targets.map(({ modelId }) => modelId),
      },
    }
  })
}

/** A name in a path may have its slash encoded or not; one that is wrongly encoded is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
