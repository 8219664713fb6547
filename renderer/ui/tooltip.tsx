// A hint on hover and on keyboard focus; Escape hides it, the pointer may move onto it.

import { cloneElement, type HTMLAttributes, type ReactElement, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

interface TooltipProps {
  readonly text: ReactNode
  /** Keys that do the same, as people read them: "Ctrl K". */
  readonly keys?: string | undefined
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>
}

const showAfterMs = 450
const hideAfterMs = 120
const gap = 6
const margin = 8

export function Tooltip({ text, keys, children }: TooltipProps) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const own = children.props

  const after = (ms: number, act: () => void) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(act, ms)
  }
  const hide = () => {
    clearTimeout(timer.current)
    setAnchor(null)
  }
  useLayoutEffect(() => () => clearTimeout(timer.current), [])

  const trigger = cloneElement(children, {
    ...(anchor ? { 'aria-describedby': id } : {}),
    onPointerEnter: (event) => {
      const { currentTarget } = event
      own.onPointerEnter?.(event)
      after(showAfterMs, () => setAnchor(currentTarget))
    },
    onPointerLeave: (event) => {
      own.onPointerLeave?.(event)
      after(hideAfterMs, () => setAnchor(null))
    },
    onPointerDown: (event) => {
      own.onPointerDown?.(event)
      hide()
    },
    onFocus: (event) => {
      own.onFocus?.(event)
      if (event.currentTarget.matches(':focus-visible')) setAnchor(event.currentTarget)
    },
    onBlur: (event) => {
      own.onBlur?.(event)
      hide()
    },
    onKeyDown: (event) => {
      own.onKeyDown?.(event)
      if (event.key === 'Escape') hide()
    },
  })

  return (
    <>
      {trigger}
      {anchor &&
        createPortal(
          <Tip id={id} anchor={anchor} onPointerEnter={() => clearTimeout(timer.current)} onPointerLeave={() => after(hideAfterMs, () => setAnchor(null))}>
            {text}
            {keys && <span className="key">{keys}</span>}
          </Tip>,
          // Inside the landmark or dialog of its trigger: what is outside of an open dialog is hidden from everyone.
          anchor.closest('[role="dialog"], [role="alertdialog"], main, header, footer') ?? document.body,
        )}
    </>
  )
}

function Tip({ anchor, ...rest }: { anchor: HTMLElement } & HTMLAttributes<HTMLDivElement>) {
  const tip = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const box = tip.current
    if (!box) return
    const { width, height } = box.getBoundingClientRect()
    const around = anchor.getBoundingClientRect()
    const left = Math.min(Math.max(margin, around.left + around.width / 2 - width / 2), window.innerWidth - width - margin)
    const below = around.bottom + gap
    const top = below + height + margin > window.innerHeight ? around.top - gap - height : below
    box.style.left = `${Math.max(margin, left)}px`
    box.style.top = `${top}px`
  }, [anchor])
  return <div ref={tip} role="tooltip" className="tooltip" {...rest} />
}
