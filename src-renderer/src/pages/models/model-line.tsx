import { Badge } from '@mantine/core'
import { IconFlask, IconTag } from '@tabler/icons-react'
import { memo } from 'react'
import type { ModelRow } from '../../../../src-main/control/contract/models.ts'
import { CanCell } from './can-cell.tsx'
import { CopyIcon } from './copy-icon.tsx'
import { LineButton } from './line-button.tsx'
import { ModeCell } from './mode-cell.tsx'
import { deprecationText, priceLines, priceText } from './model-facts.ts'
import type { OnMode } from './model-mode.tsx'
import { dayText, SOURCE_WORDS, tokensText } from './model-text.ts'
import styles from './models.module.css'

/** What can be done from a line of the table. */
export interface ModelActions {
  readonly onMode: OnMode
  readonly onAlias: (modelId: string) => void
  /** Shows everything about the model, and tries it. */
  readonly onOpen: (modelId: string) => void
}

/** One model of the table. Its controls are in the tab order only while its line is the current one. */
export const ModelLine = memo(function ModelLine(props: {
  readonly row: ModelRow
  readonly current: boolean
  /** The bundled price list, by name. */
  readonly bundledPrices: string
  readonly actions: ModelActions
}) {
  const { row, current, bundledPrices, actions } = props
  const tabIndex = current ? 0 : -1
  const upstream = row.id.slice(row.provider.length + 1)
  return (
    <>
      <td className={styles.id} title={row.displayName ?? row.id}>
        <span className={styles.name}>{upstream}</span>
        {row.isNew && (
          <Badge size="xs" variant="light" className={styles.badge}>
            new
          </Badge>
        )}
        {row.deprecation && (
          <Badge
            size="xs"
            variant="default"
            className={styles.badge}
            title={deprecationText(row.deprecation, bundledPrices, Date.now())}
          >
            deprecated
          </Badge>
        )}
        {!row.enabled && (
          <Badge size="xs" variant="default" className={styles.badge}>
            disabled
          </Badge>
        )}
      </td>
      <td className={styles.provider} data-column="provider">
        {row.provider}
      </td>
      <td>
        <ModeCell row={row} current={current} onMode={actions.onMode} />
      </td>
      <td className={styles.dim} data-column="source">
        {row.kind ? '' : SOURCE_WORDS[row.endpoints.source]}
      </td>
      <td className={styles.number}>
        {row.contextWindow === undefined ? '' : tokensText(row.contextWindow)}
      </td>
      <td className={styles.number} data-column="output">
        {row.maxOutputTokens === undefined ? '' : tokensText(row.maxOutputTokens)}
      </td>
      <td
        className={styles.number}
        data-column="price"
        title={row.price && priceLines(row.price, bundledPrices).join('\n')}
      >
        {row.price && priceText(row.price)}
      </td>
      <td className={styles.dim} data-column="can">
        <CanCell row={row} />
      </td>
      <td className={styles.dim} data-column="created">
        {row.created === undefined ? '' : dayText(row.created)}
      </td>
      <td className={styles.actions}>
        <CopyIcon text={row.id} tabIndex={tabIndex} />
        <LineButton
          title="Make alias"
          label={`Make an alias of ${row.id}`}
          tabIndex={tabIndex}
          onClick={() => actions.onAlias(row.id)}
        >
          <IconTag size={15} />
        </LineButton>
        <LineButton
          title="Test"
          label={`Test ${row.id}`}
          tabIndex={tabIndex}
          onClick={() => actions.onOpen(row.id)}
        >
          <IconFlask size={15} />
        </LineButton>
      </td>
    </>
  )
})
