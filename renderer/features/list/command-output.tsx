// The whole output of one command result, read when asked for.

import { useState } from 'react'
import type { ResourceId } from '../../../shared/base/ids.ts'
import type { Output } from '../../../shared/contract/client.ts'
import type { Organization } from '../../../shared/contract/organization.ts'
import { errorWords } from '../../bridge/error-text.ts'
import { useRun } from '../../bridge/use-run.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ErrorView } from '../../ui/error-view.tsx'
import { TextBlock } from '../../ui/text-block.tsx'
import { useIsOffline } from './use-live-read.ts'

export function CommandOutput({ organization, result }: { organization: Organization; result: ResourceId }) {
  const { run, isRunning, error } = useRun('live.commandOutput')
  const [answer, setAnswer] = useState<Output<'live.commandOutput'> | null>(null)
  const isOffline = useIsOffline(organization)
  if (answer) {
    return answer.output === '' ? <p className="muted">The command wrote nothing.</p> : <TextBlock label="Output" text={answer.output} />
  }
  return (
    <>
      <ActionButton className="button" reason={isOffline ? 'Reading the output needs a connection' : isRunning ? 'It is being read' : null} onClick={() => void run({ organization: organization.id, result }).then(setAnswer)}>
        {isRunning ? 'Reading the output' : 'Show the whole output'}
      </ActionButton>
      {error && <ErrorView error={errorWords(error, { organization: organization.name, kind: 'command results' })} />}
    </>
  )
}
