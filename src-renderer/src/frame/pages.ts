import {
  IconChartBar,
  IconCube,
  IconListDetails,
  IconPlugConnected,
  IconRoute,
  IconServer2,
  IconSettings,
} from '@tabler/icons-react'
import { lazy } from 'react'

/**
 * Every page: its path, its name, and its module, which is loaded when it is first shown. Paths have one segment, since
 * the built page names its files relatively; what is open inside a page goes into the query.
 */
export const PAGES = [
  {
    path: '/connect',
    name: 'Connect',
    icon: IconPlugConnected,
    Body: lazy(() => import('../pages/connect/index.tsx')),
  },
  { path: '/models', name: 'Models', icon: IconCube, Body: lazy(() => import('../pages/models/index.tsx')) },
  {
    path: '/aliases',
    name: 'Aliases',
    icon: IconRoute,
    Body: lazy(() => import('../pages/aliases/index.tsx')),
  },
  {
    path: '/providers',
    name: 'Providers',
    icon: IconServer2,
    Body: lazy(() => import('../pages/providers/index.tsx')),
  },
  { path: '/log', name: 'Log', icon: IconListDetails, Body: lazy(() => import('../pages/log/index.tsx')) },
  { path: '/usage', name: 'Usage', icon: IconChartBar, Body: lazy(() => import('../pages/usage/index.tsx')) },
  {
    path: '/settings',
    name: 'Settings',
    icon: IconSettings,
    Body: lazy(() => import('../pages/settings/index.tsx')),
  },
] as const
