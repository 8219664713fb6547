// The keyboard layer: binds every command's keys once to the window. Fields and dialogs keep their keys.

import { useEffect } from 'react'
import { tinykeys } from 'tinykeys'
import { useAppearance } from '../stores/appearance.ts'
import { runCommand } from './command-handlers.ts'
import { commands, isSingleKey } from './commands.ts'
import { takeEarlyKeys } from './early-keys.ts'

const typesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select') !== null)

/** A dialog, or the cover of the whole window while the offline copies are being opened. */
const isCovered = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"], .shell[inert]') !== null

/** Whether a command's keys may act on this event: never under a dialog or a cover, single keys never in a field. */
export function mayAct(keys: string, event: Pick<KeyboardEvent, 'target' | 'defaultPrevented'>, areSingleKeysOn: boolean): boolean {
  if (event.defaultPrevented || isCovered()) return false
  return !isSingleKey(keys) || (areSingleKeysOn && !typesText(event.target))
}

/** Presses from before the layer was there, and its binding; older ones were meant for a window that has gone on since. */
const earlyMs = 2_000

export function useKeyboard(): void {
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {}
    for (const { id, keys } of commands) {
      for (const each of keys) {
        bindings[each] = (event) => {
          if (mayAct(each, event, useAppearance.getState().areSingleKeysOn) && runCommand(id, event)) event.preventDefault()
        }
      }
    }
    const unbind = tinykeys(window, bindings)
    for (const { event, at } of takeEarlyKeys()) if (performance.now() - at < earlyMs && !event.defaultPrevented) (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', event))
    return unbind
  }, [])
}
