import { Alert, Badge, Group, Text } from '@mantine/core'
import type { MessageView } from '../../../../../src-main/control/contract/log.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { sizeText } from '../row-text.ts'
import styles from './detail.module.css'

/** Where it went or how it was answered, how large it is, and what is not shown of it. */
export function MessageFacts({ message }: { message: MessageView }) {
  const { method, url, status, size, hidden, truncated } = message
  return (
    <>
      <Group gap="xs">
        {(method || url) && (
          <Group gap={4} wrap="nowrap" miw={0}>
            <Text size="xs" ff="monospace" className="wrap-anywhere">
              {[method, url].filter(Boolean).join(' ')}
            </Text>
            {url && <CopyButton value={url} what="address" />}
          </Group>
        )}
        {status !== undefined && (
          <Text size="xs" ff="monospace">
            {status}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {sizeText(size)}
        </Text>
        {hidden > 0 && (
          <Badge size="sm" variant="light" tt="none" fw={500}>
            {hidden === 1 ? '1 credential hidden' : `${hidden} credentials hidden`}
          </Badge>
        )}
      </Group>
      {truncated && (
        <Alert p="xs" color="yellow">
          <Text size="xs">
            Only the beginning is here: the whole body has {sizeText(size)}, more than is recorded of one.
          </Text>
        </Alert>
      )}
    </>
  )
}

/** Small pictures of the images in it, while it is in memory; else what is known of them. */
export function MessageImages({ images }: { images: MessageView['images'] }) {
  if (images.length === 0) return null
  return (
    <ul className={styles.images} aria-label="Images">
      {images.map(({ hash, mediaType, size, dataUrl }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same image may stand there twice
        <li key={`${hash} ${index}`}>
          {dataUrl && <img src={dataUrl} alt={`${mediaType}, ${sizeText(size)}`} loading="lazy" />}
          <Text size="xs" c="dimmed" title={hash}>
            {mediaType}, {sizeText(size)}
            {!dataUrl && <>, {hash.slice(0, 19)}…</>}
          </Text>
        </li>
      ))}
    </ul>
  )
}
