// Shows results of background work for 8 s; the time stands still under the pointer and with the focus inside.

import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useOrganization } from '../bridge/organizations.ts'
import { type Toast, useToasts } from '../stores/toasts.ts'
import { deferred } from '../ui/deferred.tsx'
import { iconProps } from '../ui/icons.ts'
import { Mark } from '../ui/mark.tsx'
import { Visible } from '../ui/visible.tsx'

const UndoButton = deferred(async () => (await import('../features/jobs/undo-button.tsx')).UndoButton)

const shownMs = 8_000
const icons = { ok: CircleCheck, info: Info, warn: TriangleAlert, bad: CircleAlert }

export function Toasts() {
  const toasts = useToasts((state) => state.toasts)
  const [isHeld, setIsHeld] = useState(false)
  return (
    <section
      aria-label="Messages"
      className="toasts"
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <div role="status">
        {toasts.map((toast) => (
          <ToastItem key={toast.id} toast={toast} isHeld={isHeld} />
        ))}
      </div>
    </section>
  )
}

function ToastItem({ toast, isHeld }: { toast: Toast; isHeld: boolean }) {
  const dismiss = useToasts((state) => state.dismiss)
  const organization = useOrganization(toast.organization ?? null)
  const Icon = icons[toast.tone]
  const until = toast.undo?.until
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(() => dismiss(toast.id), until === undefined ? shownMs : Math.max(0, until - Date.now()))
    return () => clearTimeout(timer)
  }, [isHeld, toast.id, until, dismiss])
  return (
    <div className="toast" {...(organization ? { 'data-colour': organization.appearance.colour } : {})}>
      <Icon {...iconProps} className={`tone-${toast.tone}`} />
      {organization && <Mark {...organization.appearance} />}
      <span className="toast-text">
        {organization && (
          <>
            <Visible text={organization.name} className="toast-name" />{' '}
          </>
        )}
        {toast.text}
      </span>
      {toast.undo && <UndoButton job={toast.undo.job} onDone={() => dismiss(toast.id)} />}
      <button type="button" className="icon-button" aria-label="Dismiss" onClick={() => dismiss(toast.id)}>
        <X {...iconProps} size={14} />
      </button>
    </div>
  )
}
