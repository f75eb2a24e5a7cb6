/** Addresses of things inside pages; the pages read them from the query. */
export const modelLink = (id: string) => `/models?model=${encodeURIComponent(id)}`
export const aliasLink = (name: string) => `/aliases?alias=${encodeURIComponent(name)}`
/** Opens the form of a new alias with this name. */
export const newAliasLink = (name: string) => `/aliases?new=${encodeURIComponent(name)}`
/** Opens the form of a new alias that leads to this model. */
export const newAliasToLink = (target: string) => `/aliases?new=&to=${encodeURIComponent(target)}`
export const testPromptLink = (model: string) => `/connect?model=${encodeURIComponent(model)}`
export const exchangeLink = (id: string) => `/log?exchange=${encodeURIComponent(id)}`
/** The log, filtered. */
export const logLink = (filter: string) => `/log?filter=${encodeURIComponent(filter)}`
