/** What goes to a worker: a call by name, numbered so that its answer is known. */
export interface WorkerCall {
  readonly number: number
  readonly name: string
  readonly arguments: readonly unknown[]
}

/** What comes back. `code`: SQLite's number for what went wrong. */
export type WorkerWord =
  | { readonly kind: 'answer'; readonly number: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly number: number; readonly message: string; readonly code?: number }
  /** The file was set aside and begun anew; a line for the log says so. */
  | { readonly kind: 'renewed'; readonly line: string }

/** What a worker is started with. */
export interface WorkerTask {
  readonly role: 'write' | 'read'
  readonly file: string
}
