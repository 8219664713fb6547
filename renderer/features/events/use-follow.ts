// Follows the events of an organization while it is switched on: the service ends it by itself when nobody asks again for a minute.

import { useEffect, useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import type { Item } from '../../../shared/contract/client.ts'
import { useRun } from '../../bridge/use-run.ts'
import { useTopic } from '../../bridge/use-topic.ts'

const askAgainMs = 20_000

type Problem = Item<'insights.followed'>['error']

/** Why following does not work at the moment; null when it does, and when it is off. */
export function useFollow(organization: OrganizationId, isOn: boolean): Problem {
  const { run, error } = useRun('insights.follow')
  const [problem, setProblem] = useState<Problem>(null)
  useTopic('insights.followed', {}, (item) => item.organization === organization && setProblem(item.error))
  useEffect(() => {
    if (!isOn) return
    const ask = (on: boolean) => void run({ organization, isOn: on })
    ask(true)
    const timer = setInterval(() => ask(true), askAgainMs)
    return () => {
      clearInterval(timer)
      setProblem(null)
      ask(false)
    }
  }, [isOn, organization, run])
  return isOn ? (error ?? problem) : null
}
