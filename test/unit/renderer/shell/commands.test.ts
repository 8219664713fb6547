// @vitest-environment happy-dom
// The one table of commands: keys that collide nowhere, read the same everywhere, and never fire into a field.

import { describe, expect, it } from 'vitest'
import { listedKinds } from '../../../../renderer/bridge/registry.ts'
import { commands, isSingleKey, keysText, shortcutOf } from '../../../../renderer/shell/commands.ts'
import { mayAct } from '../../../../renderer/shell/keyboard.ts'

describe('the command table', () => {
  it('binds no press twice and names no command twice', () => {
    const presses = commands.flatMap(({ keys }) => keys)
    expect(new Set(presses).size).toBe(presses.length)
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length)
  })

  it('begins no sequence with a press that acts alone', () => {
    const presses = commands.flatMap(({ keys }) => keys)
    const firsts = presses.flatMap((each) => (each.includes(' ') ? (each.split(' ')[0] ?? '') : []))
    expect(firsts.length).toBeGreaterThan(2)
    expect(firsts.filter((each) => presses.includes(each))).toEqual([])
  })

  it('has a way to every list', () => {
    for (const { kind } of listedKinds) expect(commands.some(({ id }) => id === `go.${kind}`), kind).toBe(true)
  })

  it('reads the same keys in every place', () => {
    expect(shortcutOf('palette.open')).toBe('Ctrl K')
    expect(shortcutOf('go.user')).toBe('g u')
    expect(shortcutOf('tab.select')).toBe('Ctrl 1…9')
    expect(shortcutOf('organization.add')).toBeUndefined()
    expect(keysText('$mod+Shift+t', 'darwin')).toBe('⌘ ⇧ T')
    expect(keysText('Alt+ArrowLeft', 'linux')).toBe('Alt ←')
  })
})

describe('mayAct', () => {
  const event = (target: EventTarget) => ({ target, defaultPrevented: false })
  const input = document.createElement('input')
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' })
  const body = document.body

  it('knows single keys from chords', () => {
    expect(['/', 'g u', 'Shift+v', '?'].every(isSingleKey)).toBe(true)
    expect(['$mod+k', 'Alt+ArrowLeft', 'F6', 'Control+Tab'].some(isSingleKey)).toBe(false)
  })

  it('keeps single keys out of fields, and chords not', () => {
    expect(mayAct('e', event(input), true)).toBe(false)
    expect(mayAct('$mod+k', event(input), true)).toBe(true)
    expect(mayAct('e', event(box), true)).toBe(true)
  })

  it('keeps single keys still when they are switched off', () => {
    expect(mayAct('e', event(body), false)).toBe(false)
    expect(mayAct('F6', event(body), false)).toBe(true)
  })

  it('rests under a dialog and after somebody else has acted', () => {
    expect(mayAct('e', { target: body, defaultPrevented: true }, true)).toBe(false)
    const dialog = document.createElement('div')
    dialog.setAttribute('role', 'dialog')
    document.body.append(dialog)
    expect(mayAct('$mod+k', event(body), true)).toBe(false)
    dialog.remove()
  })
})
