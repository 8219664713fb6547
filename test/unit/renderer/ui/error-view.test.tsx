// @vitest-environment happy-dom
// Errors on screen: the three sentences, the code, at most one action, and never raw text of an exception.

import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { toCallError } from '../../../../renderer/bridge/call-error.ts'
import { errorWords } from '../../../../renderer/bridge/error-text.ts'
import { ErrorView } from '../../../../renderer/ui/error-view.tsx'
import { errorCodes } from '../../../../shared/base/error-codes.ts'
import '../patience.ts'

afterEach(cleanup)

describe('ErrorView', () => {
  it('says what happened, what stayed safe, what to do, and the code', () => {
    render(<ErrorView error={errorWords({ code: 'key.rejected', detail: {} }, { region: 'Europe' })} />)
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toContain('JumpCloud refused this key in the region Europe.')
    expect(alert.textContent).toContain('Nothing was saved.')
    expect(alert.textContent).toContain(errorCodes['key.rejected'].next)
    expect(screen.getByText('key.rejected').tagName).toBe('CODE')
  })

  it('has a readable text for every code without any detail', () => {
    for (const code of Object.keys(errorCodes)) {
      const { what, safe, next } = errorWords({ code, detail: {} })
      for (const sentence of [what, safe, next]) expect(sentence, code).toMatch(/^[^{}]+[.]$/)
    }
  })

  it('gives a code of a newer version the general text, with that code to quote', () => {
    const words = errorWords({ code: 'quantum.flux', detail: {} })
    expect(words.what).toContain('quantum.flux')
    expect(words.code).toBe('quantum.flux')
  })

  it('shows nothing of a thrown exception', () => {
    render(<ErrorView error={errorWords(toCallError(new Error('SELECT * FROM secrets at /home/me')))} />)
    expect(screen.getByRole('alert').textContent).not.toContain('SELECT')
  })
})
