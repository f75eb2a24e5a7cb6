/** The object without the fields that are undefined, so that it compares and prints as if they had never been named. */
export const defined = <T extends object>(value: T): T =>
  // Only undefined fields go, and those the type allows to be absent.
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as T
