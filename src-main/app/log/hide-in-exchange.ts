import { hasEnded } from '../../core/log/exchange-fields.ts'
import { type HideSecrets, secretHider, valueHider } from '../../core/log/hide-secrets.ts'
import type { Logged } from '../../core/log/store.ts'
import type { RouteKind } from '../../core/routing/resolution.ts'

/** Whatever a client calls a model leads somewhere by these. */
const ANY_NAME: ReadonlySet<RouteKind> = new Set(['pattern', 'default'])

/**
 * An exchange without these secrets anywhere: clients put keys into the wrong fields, and providers repeat them in the words of
 * their errors. What only looks like a key is hidden, too, but not in names of models that are known, as some look like keys.
 */
export function hideInExchange<T extends Logged>(
  logged: T,
  secrets: readonly string[],
  isListed: (modelId: string) => boolean,
): T {
  const { route, modelId } = logged
  const hide: HideSecrets = given => secretHider(secrets)(given)
  const isInvented = route !== undefined && (modelId === undefined || !isListed(modelId))
  const text = JSON.stringify(logged)
  const shown = isInvented ? hide(text).text : valueHider(secrets)(text)
  // JSON stays JSON when secrets are taken out of it.
  const clean: T = shown === text ? logged : JSON.parse(shown)
  const { requested, steps } = clean
  return {
    ...clean,
    ...(route &&
      ANY_NAME.has(route.kind) && {
        requested: requested && hide(requested).text,
        steps: steps.map(step => ({ ...step, detail: hide(step.detail).text })),
      }),
    ...(hasEnded(clean) &&
      clean.errorMessage !== undefined && { errorMessage: hide(clean.errorMessage).text }),
  }
}
