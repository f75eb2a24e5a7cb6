import { resolve } from '../../../src-main/core/routing/resolve.ts'
import { directoryOf, type Scene } from './builders.ts'

/** The model ids that a name leads to, or why it leads nowhere. */
export const models = (name: unknown, scene: Scene) => {
  const result = resolve(name, directoryOf(scene))
  return result.ok ? result.targets.map(({ modelId }) => modelId) : result.failure.code
}
/** What a name is warned about. */
export const codes = (name: string, scene: Scene) => {
  const result = resolve(name, directoryOf(scene))
  return result.ok ? result.warnings.map(({ code }) => code) : []
}
/** By which rule a name was found. */
export const route = (name: string, scene: Scene) => {
  const result = resolve(name, directoryOf(scene))
  return result.ok ? result.route : undefined
}
/** Why a name leads nowhere. */
export const failure = (name: unknown, scene: Scene) => {
  const result = resolve(name, directoryOf(scene))
  return result.ok ? undefined : result.failure
}
