import { Text } from '@mantine/core'
import type { LogDetail } from '../../../../../src-main/control/contract/log.ts'
import { lossMeaning } from '../../../ui/loss-meaning.ts'
import styles from './detail.module.css'

/** What could not be kept as it was, what that means, and where it stood. */
export function Losses({ losses }: { losses: LogDetail['losses'] }) {
  return (
    <section aria-labelledby="detail-losses">
      <h2 id="detail-losses">Changed or left out on the way</h2>
      <ul className={styles.losses}>
        {losses.map(({ code, path }) => (
          <li key={`${code} ${path}`}>
            <code>{path}</code> <span className={styles.quiet}>{code}</span>
            <span className={styles.meaning}>{lossMeaning(code)}</span>
          </li>
        ))}
      </ul>
      <Text size="xs" c="dimmed" mt={4}>
        Paths point into the client’s body, or begin with “reply”.
      </Text>
    </section>
  )
}
