// Scroll position ↔ rows of a fixed height, also beyond the height a browser can give one element.

export interface ScrollMap {
  /** Height of the scrolled layer in px. */
  readonly contentHeight: number
  /** First row that shows at a scroll position, whole or in part. */
  firstRow(scrollTop: number): number
  /** Where a row stands inside the layer while the layer is scrolled to `scrollTop`. */
  rowTop(row: number, scrollTop: number): number
  /** The nearest scroll position that shows a row whole. */
  scrollTopToShow(row: number, scrollTop: number): number
}

/** Chromium caps an element at about 33.5 million px; half of that leaves room for zoom. */
export const layerHeightMax = 16_000_000

export function createScrollMap({ rows, rowHeight, viewHeight, heightMax = layerHeightMax }: { rows: number; rowHeight: number; viewHeight: number; heightMax?: number }): ScrollMap {
  const fullHeight = rows * rowHeight
  const contentHeight = Math.min(fullHeight, heightMax)
  const scrollable = Math.max(0, contentHeight - viewHeight)
  // 1 while the layer can be as high as its rows; beyond, one px of scrolling stands for more than one px of rows.
  const ratio = scrollable > 0 ? (fullHeight - viewHeight) / scrollable : 1
  const offsetOf = (scrollTop: number) => Math.min(Math.max(0, scrollTop), scrollable) * ratio

  return {
    contentHeight,
    firstRow: (scrollTop) => Math.max(0, Math.min(rows - 1, Math.floor(offsetOf(scrollTop) / rowHeight))),
    rowTop: (row, scrollTop) => Math.min(Math.max(0, scrollTop), scrollable) + row * rowHeight - offsetOf(scrollTop),
    scrollTopToShow: (row, scrollTop) => {
      const offset = offsetOf(scrollTop)
      const top = row * rowHeight
      if (top < offset) return top / ratio
      if (top + rowHeight > offset + viewHeight) return Math.min(scrollable, (top + rowHeight - viewHeight) / ratio)
      return scrollTop
    },
  }
}
