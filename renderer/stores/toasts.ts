// Results of background work, a few at a time. Errors of a dialog stay in the dialog.

import { create } from 'zustand'
import type { JobId, OrganizationId } from '../../shared/base/ids.ts'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'ok' | 'info' | 'warn' | 'bad'
  readonly organization?: OrganizationId
  /** A job that ended, which can be taken back until then, in ms since 1970; the toast stays as long. */
  readonly undo?: { readonly job: JobId; readonly until: number }
}

interface ToastsState {
  readonly toasts: readonly Toast[]
  show(toast: Omit<Toast, 'id'>): void
  dismiss(id: number): void
}

const toastsMax = 4
let count = 0

export const useToasts = create<ToastsState>()((set) => ({
  toasts: [],
  show: (toast) => set(({ toasts }) => ({ toasts: [...toasts, { ...toast, id: ++count }].slice(-toastsMax) })),
  dismiss: (id) => set(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) })),
}))
