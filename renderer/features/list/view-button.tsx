// The button that names the view of a list and opens its menu. Views are settings: they last, and hold for every organization.

import { LayoutList } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import type { GridColumn } from '../../../shared/resources/derive/grid-columns.ts'
import type { Kind } from '../../../shared/resources/index.ts'
import { kindLists } from '../../bridge/registry-lists.ts'
import { kindColumns } from '../../bridge/registry-columns.ts'
import { useCommand } from '../../shell/command-handlers.ts'
import { shortcutOf } from '../../shell/commands.ts'
import { useLayout } from '../../stores/layout.ts'
import type { ListView } from '../../stores/place.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { deferred } from '../../ui/deferred.tsx'
import { iconProps } from '../../ui/icons.ts'
import { pictureText } from '../../ui/visible-text.ts'
import { allView, builtInViews, currentView, type NamedView, savedViews, withView } from './views.ts'

const ViewMenu = deferred(async () => (await import('./view-menu.tsx')).ViewMenu)

interface ViewButtonProps {
  readonly kind: Kind
  readonly view: ListView
  readonly columns: readonly GridColumn[]
  readonly onChange: (view: Partial<ListView>) => void
  readonly onColumns: (columns: readonly GridColumn[]) => void
}

const none: readonly never[] = []

export function ViewButton({ kind, view, columns, onChange, onColumns }: ViewButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const saved = useLayout((state) => state.views[kind]) ?? none
  const { setViews } = useLayout.getState()
  const builtIn = useMemo(() => [allView, ...builtInViews(kindLists(kind).filters)], [kind])
  const own = useMemo(() => savedViews(saved), [saved])
  const paths = columns.map((column) => column.path)
  const current = currentView([...builtIn, ...own], view, paths)
  useCommand('list.views', () => setIsOpen(true))

  const choose = ({ parts, columns: wanted }: NamedView) => {
    onChange(parts)
    if (wanted === null) return
    // A shown column keeps its width; the others come as the registry has them.
    const known = [...columns, ...kindColumns(kind).columns]
    const next = wanted.flatMap((path) => known.find((column) => column.path === path) ?? [])
    if (next.length > 0) onColumns(next)
  }

  return (
    <>
      <ActionButton ref={button} className="button" aria-haspopup="dialog" aria-expanded={isOpen} keys={shortcutOf('list.views')} onClick={() => setIsOpen(true)}>
        <LayoutList {...iconProps} size={14} />
        <span className="truncate view-name">View: {current ? pictureText(current.name) : 'unsaved'}</span>
      </ActionButton>
      {isOpen && (
        <ViewMenu
          trigger={button}
          {...{ builtIn, own, saved, current }}
          onChoose={choose}
          onSave={(name) => setViews(kind, withView(saved, name, view, paths))}
          onDelete={(name) => setViews(kind, saved.filter((each) => each.name !== name))}
          onClose={() => setIsOpen(false)}
        />
      )}
    </>
  )
}
