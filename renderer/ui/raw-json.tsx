// The object as the service sent it, unknown fields included.

import { Copy } from 'lucide-react'
import { useMemo } from 'react'
import { pictureText } from './visible-text.ts'

export function RawJson({ raw, onCopy }: { raw: string; onCopy: (text: string) => void }) {
  const pretty = useMemo(() => prettyJson(raw), [raw])
  // Line breaks are the layout here, everything else unseen is pictured.
  const shown = useMemo(() => pretty.split('\n').map(pictureText).join('\n'), [pretty])
  return (
    <>
      <div className="raw-tools">
        <button type="button" className="button" onClick={() => onCopy(pretty)}>
          <Copy size={14} strokeWidth={1.75} aria-hidden />
          Copy JSON
        </button>
      </div>
      <pre className="raw" tabIndex={0} role="group" aria-label="JSON of the service">
        {shown}
      </pre>
    </>
  )
}

function prettyJson(raw: string): string {
  try {
    return JSON.stringify(JSON.parse(raw), null, 2)
  } catch {
    return raw
  }
}
