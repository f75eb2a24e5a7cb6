/** The oldest Node that has all that the app uses (zstd, SQLite, numbers of JSON as written); `npm ci` brings one along. */
const NEEDED = 24

/** What to say instead of starting on this Node, such as `20.19.0`; undefined where it is new enough. */
export const tooOld = (version: string): string | undefined =>
  Number.parseInt(version, 10) >= NEEDED
    ? undefined
    : `patchbay needs Node ${NEEDED} or newer, and this is Node ${version}. In its folder \`npx patchbay\` and \`npm start\` run on the Node that \`npm ci\` brought; elsewhere install Node ${NEEDED}.`
