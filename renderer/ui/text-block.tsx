// A text that keeps its lines: a script, an output, a condition. Scrolls inside itself; what is unseen is pictured.

import { useMemo } from 'react'
import { pictureText } from './visible-text.ts'

export function TextBlock({ label, text }: { label: string; text: string }) {
  const shown = useMemo(() => text.replaceAll('\r\n', '\n').replaceAll('\t', '  ').split('\n').map(pictureText).join('\n'), [text])
  return (
    <pre className="raw text-block" tabIndex={0} role="group" aria-label={label}>
      {shown}
    </pre>
  )
}
