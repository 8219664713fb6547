// Settings of the operator, written back as the stores change; loaded right after the first frame.

import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Client } from '../../shared/contract/client.ts'
import type { CommonSettings, Settings } from '../../shared/contract/settings.ts'
import { useClient } from '../bridge/bridge-context.ts'
import { useAppearance } from '../stores/appearance.ts'
import { useLayout } from '../stores/layout.ts'
import { layoutText } from '../stores/panes-text.ts'
import { usePanes } from '../stores/panes.ts'

const writeAfterMs = 400

/** Settings that stores hold; the others are read and set where they are shown. */
export type StoredSettings = Omit<Settings, 'syncMinutes' | 'isSyncPaused' | 'offboarding'>

/** What the stores hold now, in the shape of the settings. */
export function currentSettings(): StoredSettings {
  const { theme, density, areSingleKeysOn } = useAppearance.getState()
  const { isNavigationCollapsed, collapsedSections, columns, views, detailWidth } = useLayout.getState()
  const layout = JSON.stringify({ ...(JSON.parse(layoutText(usePanes.getState())) as object), detailWidth })
  return { theme, density, areSingleKeysOn, isNavigationCollapsed, collapsedSections: [...collapsedSections], columns, views, layout }
}

/** The settings that differ, or null when none does. */
export function changedSettings(before: StoredSettings, after: StoredSettings): Partial<StoredSettings> | null {
  const changed = (Object.keys(after) as (keyof StoredSettings)[]).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  return changed.length === 0 ? null : (Object.fromEntries(changed.map((key) => [key, key === 'columns' || key === 'views' ? changedKinds(before[key], after[key]) : after[key]])) as Partial<StoredSettings>)
}

/** Of what is kept kind by kind only the kinds that differ: another window may have changed the others. */
const changedKinds = (before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(after).filter(([kind, value]) => JSON.stringify(before[kind]) !== JSON.stringify(value)))

/** Takes over what another window chose, but for what was changed here and is not written yet. */
function adopt(common: CommonSettings, written: StoredSettings): StoredSettings {
  const current = currentSettings()
  const { theme, density, areSingleKeysOn, isNavigationCollapsed, collapsedSections, columns, views } = common
  const theirs = { theme, density, areSingleKeysOn, isNavigationCollapsed, collapsedSections, columns, views }
  const untouched = Object.entries(theirs).filter(([key]) => JSON.stringify(current[key as keyof typeof theirs]) === JSON.stringify(written[key as keyof typeof theirs]))
  const adopted = Object.fromEntries(untouched) as Partial<typeof theirs>
  if (untouched.every(([key, value]) => JSON.stringify(current[key as keyof typeof theirs]) === JSON.stringify(value))) return written
  useAppearance.getState().set(present(adopted, ['theme', 'density', 'areSingleKeysOn']))
  useLayout.getState().restore(present(adopted, ['isNavigationCollapsed', 'collapsedSections', 'columns', 'views']))
  return { ...written, ...adopted }
}

const present = <Part extends object, Key extends keyof Part>(part: Part, keys: readonly Key[]) => Object.fromEntries(keys.filter((key) => key in part).map((key) => [key, part[key]])) as Pick<Part, Key>

/**
 * Writes what changed, a moment after the last change, and takes over what other windows change.
 * Returns how to stop; a pending write is then done at once.
 */
export function keepSettings(client: Client, onKnown: (settings: CommonSettings) => void = () => undefined): () => void {
  let written = currentSettings()
  /** Writes without an answer yet: what comes meanwhile may be older than them. */
  let unanswered = 0
  const take = (settings: CommonSettings) => {
    if (unanswered > 0) return
    written = adopt(settings, written)
    onKnown(settings)
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = () => {
    clearTimeout(timer)
    timer = undefined
    const next = currentSettings()
    const change = changedSettings(written, next)
    if (!change) return
    written = next
    // A setting that cannot be kept is lost at the end of the session; nothing of it is worth a message.
    unanswered += 1
    client
      .call('settings.set', change)
      .finally(() => (unanswered -= 1))
      .then(take, () => undefined)
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(write, writeAfterMs)
  }
  const stops = [useAppearance.subscribe(later), useLayout.subscribe(later), usePanes.subscribe(later), client.subscribe('settings.changed', {}, take)]
  window.addEventListener('pagehide', write)
  return () => {
    for (const stop of stops) stop()
    window.removeEventListener('pagehide', write)
    if (timer !== undefined) write()
  }
}

export function SettingsKeeper(): null {
  const client = useClient()
  const queries = useQueryClient()
  useEffect(() => keepSettings(client, (common) => queries.setQueryData<Settings>(['settings.get', {}], (settings) => settings && { ...settings, ...common })), [client, queries])
  return null
}
