import { z } from 'zod'

/** A name that clients send, an alias, or a model id. */
export const nameField = z.string().min(1).max(1000)

/** The id of a provider, as settings allow it. */
export const providerField = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'lower-case letters, digits and "-"')
  .max(100)
