// Beside the age of an organization: that not all of its lists are that new, and which ones are not.

import { TriangleAlert } from 'lucide-react'
import type { Organization } from '../../shared/contract/organization.ts'
import { listsWords } from '../bridge/lists-words.ts'
import { iconProps } from '../ui/icons.ts'
import { Tooltip } from '../ui/tooltip.tsx'
import { useNow } from '../ui/use-now.ts'

export function ListsNote({ organization }: { organization: Organization }) {
  const words = listsWords(organization, useNow())
  if (!words) return null
  return (
    <Tooltip text={words.failing.join(' ') || 'Some lists were not read yet'}>
      <span className="pane-lists numeric tone-warn" tabIndex={0} role="note" aria-label={`${words.text}. ${words.failing.join(' ')}`}>
        <TriangleAlert {...iconProps} size={12} />
        <span className="in-wide">{words.text}</span>
      </span>
    </Tooltip>
  )
}
