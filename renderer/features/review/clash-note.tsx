// Whether somebody of the copy has this username or address already, with the age of the copy: only the service knows for certain.

import { useEffect, useState } from 'react'
import type { OrganizationId } from '../../../shared/base/ids.ts'
import { asOfText } from '../../bridge/freshness.ts'
import { useCall } from '../../bridge/use-call.ts'
import { useNow } from '../../ui/use-now.ts'
import { Visible } from '../../ui/visible.tsx'

interface ClashNoteProps {
  readonly organization: OrganizationId
  readonly field: 'username' | 'email'
  readonly text: string
  /** Said as long as nothing is typed. */
  readonly hint: string
}

const settleMs = 200
/** People whose value begins with the same letters; the one that is equal is among the first. */
const looked = 100

export function ClashNote({ organization, field, text, hint }: ClashNoteProps) {
  const wanted = useSettled(text.trim())
  const now = useNow(30_000)
  const { data } = useCall(
    'snapshot.page',
    { scope: { type: 'one', organization }, kind: 'user', filter: { field, is: 'startsWith', value: wanted }, sort: [{ column: field, descending: false }], columns: [field, 'displayname', 'firstname', 'lastname', 'username'], start: 0, size: looked },
    { isOff: wanted === '' },
  )
  if (wanted === '' || !data) return <span>{hint}</span>
  const owner = (JSON.parse(data.rowsJson) as [string, string, ...(string | null)[]][]).find(([, , value]) => value?.toLowerCase() === wanted.toLowerCase())
  return (
    <span role="status" className={owner ? 'tone-bad' : undefined}>
      {owner ? (
        <>
          <Visible text={nameOf(owner.slice(3))} /> has {field === 'email' ? 'this address' : 'this username'} already.
        </>
      ) : (
        'Nobody here has it.'
      )}{' '}
      {asOfText(data.coverage, now)}.
    </span>
  )
}

/** The display name where there is one, otherwise first and last name, otherwise the username. */
const nameOf = ([display, first, last, username]: readonly (string | null)[]): string => display || [first, last].filter(Boolean).join(' ') || (username ?? '')

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), settleMs)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
