import { CodeBlock } from '../../ui/code-block.tsx'
import type { LocalKey } from './use-local-key.ts'

export interface ModelsCommandProps {
  /** Of the proxy, with `/v1`. */
  readonly baseUrl: string
  readonly localKey: LocalKey
}

/** Lists the models from a terminal. The key itself is in what is copied: `patchbay` may not be a command there. */
export function ModelsCommand({ baseUrl, localKey: { token = '', show } }: ModelsCommandProps) {
  const text = `curl ${baseUrl}/models \\\n  -H "Authorization: Bearer ${token}"`
  return <CodeBlock what="command that lists the models" text={text} shown={show(text)} />
}
