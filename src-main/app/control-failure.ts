import { explainListenFailure } from './listen.ts'
import { CannotStart } from './options.ts'

/** Why the control page did not start, as something `startApp` can give back. */
export async function controlFailure(error: unknown, port: number): Promise<CannotStart> {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const { taken, message } = await explainListenFailure(cause, {
    host: '127.0.0.1',
    port,
    name: 'control page',
    option: '--control-port or "control.port" in the settings',
  })
  return new CannotStart('port', message, taken ? 'controlPort' : undefined)
}
