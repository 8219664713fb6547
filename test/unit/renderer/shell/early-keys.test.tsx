// @vitest-environment happy-dom
// What is pressed while the keyboard layer still loads is done once it is there, and only once.

import { act } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useCommand } from '../../../../renderer/shell/command-handlers.ts'
import { keepEarlyKeys } from '../../../../renderer/shell/early-keys.ts'
import { useKeyboard } from '../../../../renderer/shell/keyboard.ts'
import { mount } from '../mount.tsx'

const press = () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }))

test('a key that came before the layer runs its command when the layer comes', () => {
  const open = vi.fn()
  function Layer() {
    useCommand('palette.open', open)
    useKeyboard()
    return null
  }
  keepEarlyKeys()
  press()
  expect(open).not.toHaveBeenCalled()
  act(() => void mount(<Layer />))
  expect(open).toHaveBeenCalledTimes(1)
  // From now on the layer hears keys itself.
  press()
  expect(open).toHaveBeenCalledTimes(2)
  act(() => void mount(<Layer />))
  expect(open).toHaveBeenCalledTimes(2)
})
