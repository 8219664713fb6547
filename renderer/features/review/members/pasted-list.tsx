// A pasted list of names, addresses or ids, matched against the copy: who was found, who was not, and which lines fit several.

import { useState } from 'react'
import type { OrganizationId, ResourceId } from '../../../../shared/base/ids.ts'
import { limits } from '../../../../shared/base/limits.ts'
import type { Output } from '../../../../shared/contract/client.ts'
import { useClient } from '../../../bridge/bridge-context.ts'
import { type CallError, toCallError } from '../../../bridge/call-error.ts'
import { errorWords } from '../../../bridge/error-text.ts'
import { coverageText } from '../../../bridge/freshness.ts'
import { kindData } from '../../../bridge/registry.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import { ErrorView } from '../../../ui/error-view.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { Visible } from '../../../ui/visible.tsx'
import { type Member, pastedLines } from './draft-members.ts'

interface PastedListProps {
  readonly organization: OrganizationId
  readonly kind: 'user' | 'device'
  readonly memberIds: ReadonlySet<ResourceId>
  readonly onDecide: (people: readonly Member[], to: 'in' | 'out') => void
}

interface Matched {
  readonly lines: readonly { readonly text: string; readonly matches: readonly (Member & { readonly detail: string })[]; readonly total: number }[]
  readonly coverage: Output<'action.match'>['coverage']
}

export function PastedList({ organization, kind, memberIds, onDecide }: PastedListProps) {
  const client = useClient()
  const [text, setText] = useState('')
  const [matched, setMatched] = useState<Matched | null>(null)
  const [error, setError] = useState<CallError | null>(null)
  const now = useNow(60_000)
  const { many } = kindData(kind).words
  const lines = pastedLines(text)
  const isTooMany = lines.length > limits.targetIdsMax
  const match = () =>
    client.call('action.match', { organization, kind, lines: lines.map((line) => line.slice(0, limits.pastedLineCharactersMax)) }).then(
      ({ lines: found, coverage }) => {
        setError(null)
        setMatched({ lines: found.map((each, index) => ({ text: lines[index]!, ...each })), coverage })
      },
      (thrown: unknown) => setError(toCallError(thrown)),
    )
  if (matched) return <Matches {...{ matched, many, memberIds, onDecide }} when={coverageText(matched.coverage, now)} onBack={() => setMatched(null)} />
  return (
    <>
      <textarea className="input text-area members-paste" aria-label="List of names, addresses or ids" placeholder={kind === 'user' ? 'One in each line: name, email, username or ID' : 'One in each line: name, host name, serial number or ID'} autoFocus spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
      {error && <ErrorView error={errorWords(error, { kind: many })} />}
      <div className="members-tools">
        <span className="muted numeric">{lines.length > 0 && `${lines.length.toLocaleString()} ${lines.length === 1 ? 'line' : 'lines'}`}</span>
        <ActionButton className="button" reason={lines.length === 0 ? 'Paste something first' : isTooMany ? `At most ${limits.targetIdsMax.toLocaleString()} lines at once` : null} onClick={() => void match()}>
          Match
        </ActionButton>
      </div>
    </>
  )
}

interface MatchesProps {
  readonly matched: Matched
  readonly many: string
  readonly memberIds: ReadonlySet<ResourceId>
  readonly when: string
  readonly onDecide: PastedListProps['onDecide']
  readonly onBack: () => void
}

function Matches({ matched, many, memberIds, when, onDecide, onBack }: MatchesProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Member>>(new Map())
  const [done, setDone] = useState<string | null>(null)
  const single = matched.lines.filter(({ total }) => total === 1).map(({ matches }) => matches[0]!)
  const several = matched.lines.filter(({ total }) => total > 1)
  const none = matched.lines.filter(({ total }) => total === 0)
  const people = [...new Map([...single, ...chosen.values()].map((each) => [each.id, each])).values()]
  const members = people.filter(({ id }) => memberIds.has(id)).length
  const decide = (to: 'in' | 'out') => {
    onDecide(people, to)
    setDone(to === 'in' ? `${(people.length - members).toLocaleString()} marked to enter` : `${members.toLocaleString()} marked to leave`)
  }
  return (
    <div className="members-matches">
      <p className="numeric">
        <strong>{people.length.toLocaleString()}</strong> found, {members.toLocaleString()} of them members · <strong>{none.length.toLocaleString()}</strong> not found · <strong>{several.length.toLocaleString()}</strong> that fit several
      </p>
      {several.map((line) => (
        <fieldset key={line.text} className="members-several">
          <legend>
            <Visible text={line.text} /> <span className="muted numeric">fits {line.total.toLocaleString()}</span>
          </legend>
          {line.matches.map((match) => (
            <label key={match.id} className="choice">
              <input type="radio" name={`several ${line.text}`} checked={chosen.get(line.text)?.id === match.id} onChange={() => setChosen(new Map(chosen).set(line.text, match))} />
              <Visible text={match.title} /> <Visible className="muted" text={match.detail} />
            </label>
          ))}
        </fieldset>
      ))}
      {none.length > 0 && (
        <section aria-label="Not found">
          <h4>Not found</h4>
          <ul className="members-missing">
            {none.map(({ text }) => (
              <li key={text}>
                <Visible className="truncate" text={text} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="hint">
        Looked for among {many}: {when}.
      </p>
      <div className="members-tools">
        <button type="button" className="button quiet" onClick={onBack}>
          Back to the list
        </button>
        <span className="muted" role="status">
          {done}
        </span>
        <span className="pane-space" />
        <ActionButton className="button" reason={members === 0 ? 'None of them is a member' : null} onClick={() => decide('out')}>
          Take out {members.toLocaleString()}
        </ActionButton>
        <ActionButton className="button" reason={people.length === members ? 'All of them are members' : null} onClick={() => decide('in')}>
          Add {(people.length - members).toLocaleString()}
        </ActionButton>
      </div>
    </div>
  )
}
