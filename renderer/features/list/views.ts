// Views of a list: all, the named filters of the registry (locked), and the operator's own. A view is search, filters, sort and columns.

import type { NamedFilter } from '../../../shared/resources/define.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import { type ListView, plainView, viewFrom } from '../../stores/place.ts'

export type SavedView = Settings['views'][string][number]

/** What a view sets; the open detail belongs to the moment. */
export type ViewParts = Pick<ListView, 'search' | 'filters' | 'sort'>

export interface NamedView {
  readonly key: string
  readonly name: string
  readonly parts: ViewParts
  /** Null for built-in views: they leave the columns as they are. */
  readonly columns: readonly string[] | null
}

const partsOf = ({ search, filters, sort }: ListView): ViewParts => ({ search: search.trim(), filters, sort })

const isSame = (left: ViewParts, right: ViewParts): boolean => JSON.stringify(left) === JSON.stringify(right)

export const allView: NamedView = { key: 'all', name: 'All', parts: partsOf(plainView), columns: null }

export const builtInViews = (filters: readonly Pick<NamedFilter, 'id' | 'title'>[]): NamedView[] =>
  filters.map(({ id, title }) => ({ key: `named ${id}`, name: title, parts: { search: '', filters: [{ type: 'named', id }], sort: [] }, columns: null }))

function parsed(text: string): ViewParts {
  try {
    return partsOf(viewFrom(JSON.parse(text)))
  } catch {
    // A view of another version that cannot be read shows everything.
    return partsOf(plainView)
  }
}

export const savedViews = (saved: readonly SavedView[]): NamedView[] => saved.map(({ name, view, columns }) => ({ key: `saved ${name}`, name, parts: parsed(view), columns }))

/** The view that the list shows now; a saved one wins over a built-in one that sets the same. Null when it is none of them. */
export function currentView(views: readonly NamedView[], view: ListView, columns: readonly string[]): NamedView | null {
  const now = partsOf(view)
  const fitting = views.filter((each) => isSame(each.parts, now))
  return fitting.find((each) => each.columns !== null && JSON.stringify(each.columns) === JSON.stringify(columns)) ?? fitting.find((each) => each.columns === null) ?? null
}

export const viewNameMax = 60
const viewsMax = 50

/** Why a view cannot be saved under this name; null when it can. */
export function nameProblem(name: string, builtIn: readonly NamedView[], saved: readonly SavedView[]): string | null {
  const wanted = name.trim().toLowerCase()
  if (wanted === '') return 'A name is needed.'
  if (builtIn.some((each) => each.name.toLowerCase() === wanted)) return 'This name belongs to a built-in view.'
  if (saved.length >= viewsMax && !saved.some((each) => each.name.toLowerCase() === wanted)) return `At most ${viewsMax} views can be kept.`
  return null
}

/** With the present state under a name; a view of the same name is replaced. */
export function withView(saved: readonly SavedView[], name: string, view: ListView, columns: readonly string[]): SavedView[] {
  const next: SavedView = { name: name.trim().slice(0, viewNameMax), view: JSON.stringify(partsOf(view)), columns: [...columns] }
  const at = saved.findIndex((each) => each.name.toLowerCase() === next.name.toLowerCase())
  return at < 0 ? [...saved, next] : saved.map((each, index) => (index === at ? next : each))
}
