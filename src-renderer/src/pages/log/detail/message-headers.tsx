import styles from './detail.module.css'

export interface MessageHeadersProps {
  readonly headers: Readonly<Record<string, string>>
  /** Of the other side: then each name has both values, and those that differ are marked. */
  readonly others?: Readonly<Record<string, string>>
}

/** The headers, folded: they are looked for more seldom than the body. */
export function MessageHeaders({ headers, others }: MessageHeadersProps) {
  const names = [...new Set([...Object.keys(headers), ...Object.keys(others ?? {})])].sort()
  const different = others ? names.filter(name => headers[name] !== others[name]).length : 0
  return (
    <details className={styles.folded}>
      <summary>
        {names.length === 1 ? '1 header' : `${names.length} headers`}
        {others && `, ${different} of them different`}
      </summary>
      <dl className={styles.headers}>
        {names.map(name => (
          <div key={name} data-different={(others && headers[name] !== others[name]) || undefined}>
            <dt>{name}</dt>
            <dd>
              {others && headers[name] !== others[name] ? (
                <>
                  {headers[name] !== undefined && <del>{headers[name]}</del>}
                  {others[name] !== undefined && <ins>{others[name]}</ins>}
                </>
              ) : (
                headers[name]
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
