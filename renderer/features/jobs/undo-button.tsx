// "Undo" in the message about a job that has just ended.

import type { JobId } from '../../../shared/base/ids.ts'
import { useUndo } from './use-undo.ts'

export function UndoButton({ job, onDone }: { job: JobId; onDone: () => void }) {
  const { isRunning, undo } = useUndo()
  return (
    <button type="button" className="button" disabled={isRunning} onClick={() => void undo(job).then(onDone)}>
      {isRunning ? 'Taking it back' : 'Undo'}
    </button>
  )
}
