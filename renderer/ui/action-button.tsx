// A button that can be greyed with a reason: it keeps its place in the tab order, so that the reason can be reached.

import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Tooltip } from './tooltip.tsx'

interface ActionButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'title'> {
  /** Why it cannot be used now; null or absent when it can. */
  readonly reason?: string | null | undefined
  /** What it does, when the label does not say it all. */
  readonly hint?: ReactNode
  readonly keys?: string | undefined
  readonly ref?: Ref<HTMLButtonElement>
}

export function ActionButton({ reason, hint, keys, onClick, className = 'button', type = 'button', ...rest }: ActionButtonProps) {
  const button = (
    <button
      {...rest}
      type={type}
      className={className}
      aria-disabled={reason ? true : undefined}
      onClick={(event) => {
        if (reason) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
  const text = reason ?? hint ?? (keys ? rest['aria-label'] : undefined)
  return text || keys ? (
    <Tooltip text={text ?? ''} keys={reason ? undefined : keys}>
      {button}
    </Tooltip>
  ) : (
    button
  )
}
