// useCall(name, input): an operation of type query, cached under [operation, input]. Tasks go through use-run.ts.

import { keepPreviousData, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Client, Input, Output, QueryName } from '../../shared/contract/client.ts'
import { useClient } from './bridge-context.ts'
import type { CallError } from './call-error.ts'

/** The question as the cache keeps it. */
export function callOptions<Name extends QueryName>(client: Client, name: Name, input: Input<Name>) {
  return queryOptions<Output<Name>, CallError>({
    queryKey: [name, input],
    queryFn: ({ signal }) => client.call(name, input, { signal }),
  })
}

/** `isOff` keeps the question unasked, for inputs that are not known yet. */
export function useCall<Name extends QueryName>(name: Name, input: Input<Name>, options: { isOff?: boolean; keepPrevious?: boolean } = {}): UseQueryResult<Output<Name>, CallError> {
  const client = useClient()
  const asked = { ...callOptions(client, name, input), enabled: options.isOff !== true }
  return useQuery(options.keepPrevious === true ? { ...asked, placeholderData: keepPreviousData } : asked)
}
