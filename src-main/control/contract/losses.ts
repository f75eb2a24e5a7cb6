/** What each loss means, for the page, which shows it beside the path. */
export { LOSSES } from '../../core/losses.ts'
