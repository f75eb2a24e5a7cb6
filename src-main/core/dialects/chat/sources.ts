import type { Source } from '../../conversation.ts'

const DATA_URL = /^data:([^;,]*)((?:;[^;,]*)*),(.*)$/s

/** The source that an URL of any kind names: data URLs become their bytes, everything else stays an URL. */
export function readUrl(url: string): Source {
  const [, mediaType, parameters, data] = DATA_URL.exec(url) ?? []
  if (data === undefined || !parameters?.endsWith(';base64')) return { kind: 'url', url }
  return { kind: 'base64', mediaType: mediaType || 'application/octet-stream', data }
}

/** Bytes as Chat takes them. */
export const dataUrl = (mediaType: string, data: string): string => `data:${mediaType};base64,${data}`
