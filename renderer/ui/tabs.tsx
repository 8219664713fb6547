// A tab list with one tab stop; arrows move and select, Home and End jump. Panels are the caller's.

import { type KeyboardEvent, type ReactNode, useRef } from 'react'

export interface Tab {
  readonly key: string
  readonly content: ReactNode
  readonly className?: string
  /** The whole name, where the content may be cut. */
  readonly title?: string
  readonly attributes?: Readonly<Record<`data-${string}`, string>>
}

interface TabsProps {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly selected: string
  readonly onSelect: (key: string, held?: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>) => void
  /** Prefix of the ids that tie tabs to panels: `<id>-tab-<key>` and `<id>-panel`. */
  readonly id: string
  readonly className?: string
  readonly onDelete?: (key: string) => void
  /** Id of the panel of the selected tab, where it is not `<id>-panel`. */
  readonly panel?: string
}

export function Tabs({ label, tabs, selected, onSelect, id, className = 'tabs', onDelete, panel = `${id}-panel` }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)

  const select = (key: string) => {
    onSelect(key)
    list.current?.querySelector<HTMLElement>(`[id="${id}-tab-${key}"]`)?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const at = tabs.findIndex((tab) => tab.key === selected)
    const isRightToLeft = document.documentElement.dir === 'rtl'
    const step = { ArrowRight: isRightToLeft ? -1 : 1, ArrowLeft: isRightToLeft ? 1 : -1 }[event.key]
    const target = step === undefined ? { Home: tabs[0], End: tabs.at(-1) }[event.key] : tabs[(at + step + tabs.length) % tabs.length]
    if (target) select(target.key)
    else if (event.key === 'Delete' && onDelete) onDelete(selected)
    else return
    event.preventDefault()
  }

  return (
    <div ref={list} role="tablist" aria-label={label} className={className} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.key}
          type="button"
          role="tab"
          id={`${id}-tab-${tab.key}`}
          aria-selected={tab.key === selected}
          aria-controls={tab.key === selected ? panel : undefined}
          tabIndex={tab.key === selected ? 0 : -1}
          title={tab.title}
          className={`tab ${tab.className ?? ''}`}
          onClick={(event) => onSelect(tab.key, event)}
          {...tab.attributes}
        >
          {tab.content}
        </button>
      ))}
    </div>
  )
}
