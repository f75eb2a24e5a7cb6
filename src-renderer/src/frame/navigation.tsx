import { Box, Kbd, NavLink, Text, UnstyledButton } from '@mantine/core'
import { openSpotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from 'wouter'
import { useLiveState } from '../api/live-state.tsx'
import { MODIFIER } from '../ui/key-hints.tsx'
import { PAGES } from './pages.ts'
import { ProxyStatus } from './proxy-status.tsx'

/** The rail at the left: where to go, and how the proxy is. */
export function Navigation() {
  const [location] = useLocation()
  const { state } = useLiveState()
  return (
    <Box component="nav" aria-label="Pages" className="rail">
      <Box className="rail-brand">
        <Mark />
        <Text fw={650} size="sm">
          Patchbay
        </Text>
      </Box>
      <UnstyledButton className="rail-search" onClick={() => openSpotlight()}>
        <IconSearch size={14} aria-hidden />
        <Text size="xs" flex={1}>
          Search…
        </Text>
        <Kbd size="xs">{MODIFIER} K</Kbd>
      </UnstyledButton>
      <Box flex={1}>
        {PAGES.map(({ path, name, icon: Icon }) => (
          <NavLink
            key={path}
            component={Link}
            href={path}
            label={name}
            active={location === path}
            aria-current={location === path ? 'page' : undefined}
            leftSection={<Icon size={16} stroke={1.7} aria-hidden />}
            className="rail-link"
          />
        ))}
      </Box>
      <ProxyStatus />
      {state && (
        <Text size="xs" c="dimmed" px="xs" pt={4}>
          Version {state.version}
        </Text>
      )}
    </Box>
  )
}

const Mark = () => (
  <svg viewBox="0 0 64 64" width={20} height={20} aria-hidden="true" focusable="false">
    <rect width="64" height="64" rx="14" fill="#0b7a6b" />
    <g fill="none" stroke="#fff" strokeWidth="6" strokeLinecap="round">
      <circle cx="19" cy="21" r="8" />
      <circle cx="45" cy="21" r="8" />
      <path d="M19 29v8a13 13 0 0 0 26 0v-8" />
    </g>
  </svg>
)
