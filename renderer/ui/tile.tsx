// A number that leads to the rows behind it. Its tone speaks only when there is something to say; nought is muted.

interface TileProps {
  readonly label: string
  readonly value: number | undefined
  /** Stands in the place of the number: PREMIUM, not allowed. */
  readonly word?: string
  readonly tone: string
  /** With the keys that were held: Shift opens beside. */
  readonly onOpen: (held: { readonly shiftKey: boolean; readonly ctrlKey: boolean; readonly metaKey: boolean }) => void
}

export const Tile = ({ label, value, word, tone, onOpen }: TileProps) => (
  <li>
    <button type="button" className="tile card" onClick={onOpen}>
      <span className="tile-label">{label}</span>
      {word ? (
        <span className="tile-word">
          <span className={`badge ${word === 'PREMIUM' ? 'tone-premium' : ''}`}>{word}</span>
        </span>
      ) : (
        <span className={`tile-value numeric ${value !== undefined && value > 0 ? (tone === 'neutral' ? '' : `tone-${tone}`) : 'muted'}`}>{value === undefined ? '–' : value.toLocaleString()}</span>
      )}
    </button>
  </li>
)
