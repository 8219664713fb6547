// @vitest-environment happy-dom
// While the offline copies are being opened, the frame under the cover is out of reach of every key.

import { act, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useCommand } from '../../../../renderer/shell/command-handlers.ts'
import { FullWindow } from '../../../../renderer/shell/full-window.tsx'
import { useKeyboard } from '../../../../renderer/shell/keyboard.ts'
import { mount } from '../mount.tsx'

const open = vi.fn()

function Frame() {
  useCommand('palette.open', open)
  useKeyboard()
  return (
    <div className="shell">
      <input aria-label="Search" />
    </div>
  )
}
const pressPaletteKey = () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true }))

test('the frame is inert for as long as it is covered, and has its focus back after that', async () => {
  const { update } = mount(
    <>
      <Frame />
    </>,
  )
  screen.getByLabelText('Search').focus()
  const frame = document.querySelector('.shell')!
  update(
    <>
      <Frame />
      <FullWindow closed={{ type: 'starting' }} />
    </>,
  )
  expect(frame.hasAttribute('inert')).toBe(false)
  await screen.findByText('Opening the offline copies')
  expect(frame.hasAttribute('inert')).toBe(true)
  act(() => (document.activeElement as HTMLElement).blur())
  pressPaletteKey()
  expect(open).not.toHaveBeenCalled()
  update(
    <>
      <Frame />
    </>,
  )
  expect(frame.hasAttribute('inert')).toBe(false)
  expect(document.activeElement).toBe(screen.getByLabelText('Search'))
  pressPaletteKey()
  expect(open).toHaveBeenCalledTimes(1)
})
