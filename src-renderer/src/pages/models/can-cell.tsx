import {
  IconBraces,
  IconBrain,
  IconFileText,
  IconMicrophone,
  IconPhoto,
  IconTool,
  IconVideo,
} from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import type { ModelRow } from '../../../../src-main/control/contract/models.ts'
import { abilities, type Capability, capabilityText } from './model-facts.ts'
import styles from './models.module.css'

/** Made once: there are hundreds of them while one scrolls. */
const ICONS: Readonly<Record<Capability, ReactNode>> = {
  tools: <IconTool key="tools" size={13} />,
  images: <IconPhoto key="images" size={13} />,
  files: <IconFileText key="files" size={13} />,
  audio: <IconMicrophone key="audio" size={13} />,
  video: <IconVideo key="video" size={13} />,
  reasoning: <IconBrain key="reasoning" size={13} />,
  schema: <IconBraces key="schema" size={13} />,
}

/** What a model can do as icons, told in words on hover and to screen readers; of one that holds no conversations its kind. */
export const CanCell = memo(function CanCell({ row }: { readonly row: ModelRow }) {
  if (row.kind) return row.kind
  const text = capabilityText(row)
  if (text === undefined) return null
  return (
    <span role="img" className={styles.can} aria-label={text} title={`${text} (live list)`}>
      {abilities(row).map(name => ICONS[name])}
    </span>
  )
})
