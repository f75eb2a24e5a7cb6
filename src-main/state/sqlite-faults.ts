/** PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB; the upper bits of a code only refine it. */
const OF_FILE: readonly number[] = [3, 5, 6, 7, 8, 10, 11, 13, 14, 26]
/** SQLITE_CORRUPT. */
export const CORRUPT = 11
/** And SQLITE_NOTADB. */
const BROKEN: readonly number[] = [CORRUPT, 26]

/** SQLite's number for what went wrong; undefined for an error of another kind. */
export const sqliteCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined

/** The file or the disk is at fault, not what was to be written. */
export const isFaultOfFile = (error: unknown): boolean => OF_FILE.includes(sqliteCode(error) ?? 0)

/** The file cannot be read any more. */
export const isBrokenCode = (code: number | undefined): boolean => BROKEN.includes(code ?? 0)
