// The jobs of this computer in the query cache: asked once, then kept in step by the topic of their progress.

import { useQueryClient } from '@tanstack/react-query'
import type { Job, JobPhase } from '../../shared/actions/plan.ts'
import { limits } from '../../shared/base/limits.ts'
import { useCall } from './use-call.ts'
import { useTopic } from './use-topic.ts'

const listed = { size: limits.jobsListedMax }

const endedPhases: readonly JobPhase[] = ['complete', 'completeWithErrors', 'stopped']

export const isEnded = ({ phase }: Pick<Job, 'phase'>): boolean => endedPhases.includes(phase)

/** Newest first; undefined until they are read. */
export const useJobs = (): readonly Job[] | undefined => useCall('job.list', listed).data

/** Puts jobs that moved in their places; one that is new comes first. */
export function withMoved(before: readonly Job[], moved: readonly Job[]): Job[] {
  const fresh = moved.filter(({ id }) => before.every((job) => job.id !== id))
  return [...fresh, ...before.map((job) => moved.find(({ id }) => id === job.id) ?? job)].sort((left, right) => right.startedAt.localeCompare(left.startedAt))
}

/** For a job that was just started here: it stands in the list before its first progress is told, so that nobody takes back the one before it. */
export function useKeepJob(): (job: Job) => void {
  const queries = useQueryClient()
  return (job) => void queries.setQueryData<Job[]>(['job.list', listed], (before) => before && withStarted(before, job))
}

/** A job that has moved already is known better than by the answer of its start. */
export const withStarted = (before: Job[], job: Job): Job[] => (before.some(({ id }) => id === job.id) ? before : withMoved(before, [job]))

/** Mounted once: every job that moves is written into the cache, and handed on. */
export function useJobProgress(onMoved: (jobs: readonly Job[]) => void): void {
  const queries = useQueryClient()
  useTopic('job.progressed', {}, (moved) => {
    queries.setQueryData<Job[]>(['job.list', listed], (before) => (before ? withMoved(before, moved) : before))
    for (const job of moved) {
      if (queries.getQueryData(['job.get', { job: job.id }])) queries.setQueryData(['job.get', { job: job.id }], job)
      // A reading under way is not begun anew: progress comes five times a second.
      void queries.invalidateQueries({ predicate: ({ queryKey: [name, input] }) => name === 'job.rows' && (input as { job?: string }).job === job.id }, { cancelRefetch: false })
    }
    onMoved(moved)
  })
}
