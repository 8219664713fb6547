// One size and stroke for every icon; decorative always, the name is in the text or label beside it.

export const iconProps = { size: 16, strokeWidth: 1.75, 'aria-hidden': true } as const
