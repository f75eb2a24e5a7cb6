/** How the base64 of a format begins; a dot stands for what differs from file to file. */
const BEGINNINGS: readonly (readonly [begin: RegExp, mediaType: string])[] = [
  [/^iVBORw0KGgo/, 'image/png'],
  [/^\/9j\//, 'image/jpeg'],
  [/^R0lGOD[dl]/, 'image/gif'],
  [/^UklGR.{6}XRUJQ/, 'image/webp'],
  [/^.{6}Z0eXBoZWlj/, 'image/heic'],
  [/^.{6}Z0eXBhdmlm/, 'image/avif'],
  [/^JVBERi0/, 'application/pdf'],
  [/^UklGR.{6}XQVZF/, 'audio/wav'],
  [/^SUQz|^\/\/[I-Po-v]/, 'audio/mpeg'],
  [/^T2dnUw/, 'audio/ogg'],
  [/^ZkxhQ/, 'audio/flac'],
  [/^UEsDB/, 'application/zip'],
]

/** The media type of a file by the first characters of its base64; undefined for one that is not known. */
export const sniffMediaType = (base64: string): string | undefined =>
  BEGINNINGS.find(([begin]) => begin.test(base64))?.[1]
