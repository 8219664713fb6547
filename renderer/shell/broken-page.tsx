// What stands in the place of a page that broke.

import type { CallError } from '../bridge/call-error.ts'
import { errorWords } from '../bridge/error-text.ts'
import { ErrorView } from '../ui/error-view.tsx'

export const BrokenPage = ({ error, onRetry }: { error: CallError; onRetry: () => void }) => (
  <ErrorView look="page" error={errorWords(error)}>
    <button type="button" className="button primary" onClick={onRetry}>
      Show it again
    </button>
  </ErrorView>
)
