// One per pane: a broken page never takes the window with it.

import { Component, type ErrorInfo, type ReactNode } from 'react'
import { toCallError } from '../bridge/call-error.ts'
import { deferred } from '../ui/deferred.tsx'

const BrokenPage = deferred(async () => (await import('./broken-page.tsx')).BrokenPage)

interface ErrorBoundaryProps {
  readonly children: ReactNode
  /** Another value starts afresh: the place shown. */
  readonly resetKey: string
}

interface ErrorBoundaryState {
  readonly error: unknown
  readonly resetKey: string
}

export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null, resetKey: this.props.resetKey }

  static getDerivedStateFromError = (error: unknown) => ({ error })

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: ErrorBoundaryState) {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey }
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return <BrokenPage error={toCallError(this.state.error)} onRetry={() => this.setState({ error: null })} />
  }
}
