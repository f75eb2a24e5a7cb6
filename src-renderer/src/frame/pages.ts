import {
  IconChartBar,
  IconCube,
  IconListDetails,
  IconPlugConnected,
  IconRoute,
  IconServer2,
  IconSettings,
} from '@tabler/icons-react'
import { type ComponentType, lazy } from 'react'

type LoadPage = () => Promise<{ default: ComponentType }>

/** The module of a page, loaded when it is first shown. */
function page<Path extends string>(path: Path, name: string, icon: typeof IconCube, load: LoadPage) {
  // The page that the address names is there before the first state: nobody waits for one after the other.
  const early = path === window.location.pathname ? load() : undefined
  return { path, name, icon, Body: lazy(() => early ?? load()) }
}

/**
 * Every page: its path, its name, and its module. Paths have one segment, since the built page names its files relatively;
 * what is open inside a page goes into the query.
 */
export const PAGES = [
  page('/connect', 'Connect', IconPlugConnected, () => import('../pages/connect/index.tsx')),
  page('/models', 'Models', IconCube, () => import('../pages/models/index.tsx')),
  page('/aliases', 'Aliases', IconRoute, () => import('../pages/aliases/index.tsx')),
  page('/providers', 'Providers', IconServer2, () => import('../pages/providers/index.tsx')),
  page('/log', 'Log', IconListDetails, () => import('../pages/log/index.tsx')),
  page('/usage', 'Usage', IconChartBar, () => import('../pages/usage/index.tsx')),
  page('/settings', 'Settings', IconSettings, () => import('../pages/settings/index.tsx')),
] as const
