import { explainListenFailure } from './listen.ts'
import { CannotStart } from './options.ts'

/** Why the control page could not listen, as something `startApp` can give back. Any other error comes back as it is. */
export async function controlFailure(error: unknown, port: number): Promise<unknown> {
  const cause = error instanceof Error ? error.cause : undefined
  if (!(cause instanceof Error && 'code' in cause)) return error
  const { taken, message } = await explainListenFailure(cause, {
    host: '127.0.0.1',
    port,
    name: 'control page',
    option: '--control-port or "control.port" in the settings',
  })
  return new CannotStart('port', message, taken ? 'controlPort' : undefined)
}
